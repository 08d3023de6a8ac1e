"""Issuing, revoking and opening again learning cards."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from axes.utils import reset as forget_failed_tries
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from accounts.exceptions import NotALearnerError
from accounts.models import LearningCard
from accounts.rules import (
    CARD_DIGITS,
    PIN_DIGITS,
    card_login,
    check_digit,
    is_weak_pin,
)

if TYPE_CHECKING:
    from accounts.models import User


def issue_card(
    *, learner: User, issued_by: User | None, pin: str | None = None
) -> tuple[LearningCard, str]:
    """Give a learner a new card and its PIN, and revoke the cards she had.

    The PIN is returned once and kept only as a digest. Without `pin` it is drawn.
    Raises `NotALearnerError` for somebody who signs in with a password.
    """
    if not learner.is_learner:
        raise NotALearnerError(str(learner))
    pin = pin or draw_pin()
    with transaction.atomic():
        now = timezone.now()
        LearningCard.objects.filter(learner=learner, revoked_at=None).update(
            revoked_at=now
        )
        card = LearningCard(number=_free_number(), learner=learner, issued_by=issued_by)
        card.set_pin(pin)
        card.save()
        log(learner, "accounts.issue_card", user=issued_by)
    return card, pin


def reset_pin(*, card: LearningCard, reset_by: User | None) -> str:
    """Give a card a new drawn PIN, open it after too many tries, and say so in the log.

    Whoever is signed in with the old PIN, on whatever phone, is signed out.
    """
    pin = draw_pin()
    choose_pin(card=card, pin=pin, chosen_by=reset_by)
    return pin


def choose_pin(*, card: LearningCard, pin: str, chosen_by: User | None) -> None:
    """Give a card this PIN. Signs out every phone of the learner."""
    card.set_pin(pin)
    with transaction.atomic():
        card.save(update_fields=["pin_digest"])
        end_sessions(card.learner)
        log(card.learner, "accounts.reset_pin", user=chosen_by)
        forget_failed_tries(username=card_login(card.number))


def revoke_card(*, card: LearningCard, revoked_by: User | None) -> None:
    """A lost card opens nothing any more. Doing it twice keeps the first date."""
    revoked = LearningCard.objects.filter(pk=card.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if revoked:
        end_sessions(card.learner)
        log(card.learner, "accounts.revoke_card", user=revoked_by)


def end_sessions(learner: User) -> None:
    """Sign a learner out everywhere: sessions hold a digest of the unusable password."""
    learner.set_unusable_password()
    learner.save(update_fields=["password"])


def draw_pin() -> str:
    """Four digits nobody would try first."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(PIN_DIGITS))
        if not is_weak_pin(pin):
            return pin


def _free_number() -> str:
    """A card number that was never used. Does not start with 0, which is easily left out."""
    while True:
        length = CARD_DIGITS - 1
        digits = str(10 ** (length - 1) + secrets.randbelow(9 * 10 ** (length - 1)))
        number = digits + check_digit(digits)
        if not LearningCard.objects.filter(number=number).exists():
            return number
