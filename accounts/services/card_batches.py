"""First cards for many new learners at once, in a few queries."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from typing import TYPE_CHECKING

from accounts.models import LearningCard
from accounts.rules import CARD_DIGITS, check_digit
from accounts.services.cards import draw_pin

if TYPE_CHECKING:
    from accounts.models import User

AT_ONCE = 400  # SQLite takes only so many values in one query


def issue_cards(
    *, learners: Sequence[User], issued_by: User | None
) -> list[tuple[LearningCard, str]]:
    """Give learners who never had a card their first one, each with its PIN.

    The same as `issue_card` for each, except that there is nothing to revoke. The caller
    has just made the learners and holds the transaction.
    """
    numbers = _free_numbers(len(learners))
    issued = []
    for learner, number in zip(learners, numbers, strict=True):
        card = LearningCard(number=number, learner=learner, issued_by=issued_by)
        pin = draw_pin()
        card.set_pin(pin)
        issued.append((card, pin))
    LearningCard.objects.bulk_create(
        (card for card, _pin in issued), batch_size=AT_ONCE
    )
    return issued


def _free_numbers(count: int) -> list[str]:
    """So many different card numbers that were never used."""
    free: set[str] = set()
    while len(free) < count:
        drawn = list({_draw_number() for _ in range(min(count - len(free), AT_ONCE))})
        used = LearningCard.objects.filter(number__in=drawn)
        free.update(set(drawn) - set(used.values_list("number", flat=True)))
    return list(free)[:count]


def _draw_number() -> str:
    """Does not start with 0, which is easily left out."""
    lowest = 10 ** (CARD_DIGITS - 2)
    digits = str(lowest + secrets.randbelow(9 * lowest))
    return digits + check_digit(digits)
