"""Letting people in and out: sign-in with a card, and how often one may be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import authenticate, login
from django.db import transaction
from django_ratelimit.core import is_ratelimited

from accounts.enums import Refusal
from accounts.models import LearningCard
from accounts.rules import card_login, is_card_number

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.http import MarkedRequest
    from accounts.models import User

BACKEND = "accounts.backends.LearningCardBackend"
GROUP = "accounts.wrong"


def look_at_card(*, request: HttpRequest, number: str) -> Refusal | None:
    """Why this number cannot be a card to sign in with; None when it can."""
    if not is_card_number(number):
        return Refusal.SLIP  # a slip of the finger is no try
    if is_address_tired(request):
        return Refusal.CROWDED
    if LearningCard.objects.usable().filter(number=number).exists():
        return None
    _count_wrong(request)
    return Refusal.UNKNOWN


def sign_in_with_card(
    *, request: MarkedRequest, number: str, pin: str
) -> Refusal | None:
    """Sign the learner in, or say why not.

    Reads: tries with this card, card and learner. Writes: the session, and nothing else
    unless there were wrong tries to forget (docs/features/sign-in.md).
    """
    if is_address_tired(request):
        return Refusal.CROWDED
    username = request.card_login = card_login(number)
    learner = authenticate(request, username=username, pin=pin)
    if learner is None:
        _count_wrong(request)
        is_locked = request.axes_locked_out
        request.axes_locked_out = False  # we answer ourselves, in the learner's words
        return Refusal.LOCKED if is_locked else Refusal.WRONG_PIN
    with transaction.atomic():
        login(request, learner, backend=BACKEND)
    return None


def name_of_tries(
    request: HttpRequest, credentials: dict[str, str] | None = None
) -> str | None:
    """Under which name axes counts and forgets tries: the card's, else the username."""
    card = getattr(request, "card_login", None)
    return card or (credentials or request.POST).get("username")


def sign_in_newcomer(*, request: HttpRequest, learner: User) -> None:
    """Sign in somebody who has just registered on this phone."""
    login(request, learner, backend=BACKEND)


def is_address_tired(request: HttpRequest) -> bool:
    """Whether too many tries from this address were wrong, whatever the cards.

    Only wrong ones count, since a hall of sixty shares one address.
    """
    rate = settings.WRONG_TRIES_PER_ADDRESS
    return bool(is_ratelimited(request, group=GROUP, key="ip", rate=rate))


def _count_wrong(request: HttpRequest) -> None:
    is_ratelimited(
        request,
        group=GROUP,
        key="ip",
        rate=settings.WRONG_TRIES_PER_ADDRESS,
        increment=True,
    )
