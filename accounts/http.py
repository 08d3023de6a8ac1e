"""Requests as our middleware and guards leave them: for the type checker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from accounts.models import User


class MarkedRequest(HttpRequest):
    """A request on which sign-in leaves notes.

    `who_is_here` is what the cookie `who` shall say ("" takes it away); `card_login` is the
    name under which tries with a card are counted; `axes_locked_out` is axes' own.
    """

    who_is_here: str
    card_login: str
    axes_locked_out: bool


class PersonRequest(MarkedRequest):
    """A request behind a guard: somebody is signed in."""

    user: User
