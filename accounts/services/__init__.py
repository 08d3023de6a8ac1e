"""Writes about people, by aggregate: cards, roles, people, consents, places."""

from __future__ import annotations

from accounts.services.card_batches import issue_cards
from accounts.services.cards import choose_pin, issue_card, reset_pin, revoke_card
from accounts.services.roles import set_up_roles

__all__ = [
    "choose_pin",
    "issue_card",
    "issue_cards",
    "reset_pin",
    "revoke_card",
    "set_up_roles",
]
