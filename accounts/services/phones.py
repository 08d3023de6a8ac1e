"""Whom a shared phone remembers: numbers of cards in a signed cookie, names never."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from accounts.rules import is_card_number

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

COOKIE = "cards"
SALT = "accounts.remembered-cards"
MOST = 6
AGE_SECONDS = 60 * 60 * 24 * 365


def remembered_numbers(request: HttpRequest) -> list[str]:
    """The numbers of the cards this phone was told to remember, the last one first.

    Signed, so that nobody can ask for the name that belongs to a number.
    """
    value = request.get_signed_cookie(
        COOKIE, default="", salt=SALT, max_age=AGE_SECONDS
    )
    return [number for number in (value or "").split(".") if is_card_number(number)][
        :MOST
    ]


def remember(*, request: HttpRequest, response: HttpResponseBase, number: str) -> None:
    """Put a card first among those this phone knows; the seventh is forgotten."""
    others = [known for known in remembered_numbers(request) if known != number]
    _write(response, [number, *others][:MOST])


def forget(*, request: HttpRequest, response: HttpResponseBase, number: str) -> None:
    """Take a card out of those this phone knows."""
    _write(response, [one for one in remembered_numbers(request) if one != number])


def _write(response: HttpResponseBase, numbers: list[str]) -> None:
    if not numbers:
        response.delete_cookie(COOKIE, samesite="Lax")
        return
    response.set_signed_cookie(
        COOKIE,
        ".".join(numbers),
        salt=SALT,
        max_age=AGE_SECONDS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
