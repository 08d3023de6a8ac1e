"""Writes about people, by aggregate: cards, entry, roles, people, places."""

from __future__ import annotations

from accounts.services.card_batches import issue_cards
from accounts.services.cards import choose_pin, issue_card, reset_pin, revoke_card
from accounts.services.consents import load_consent_texts
from accounts.services.entry import look_at_card, sign_in_newcomer, sign_in_with_card
from accounts.services.first_accounts import FirstAccount, create_first_accounts
from accounts.services.people import (
    Newcomer,
    erase_person,
    give_consent,
    register_learner,
    withdraw_consent,
)
from accounts.services.phones import forget, remember, remembered_numbers
from accounts.services.places import import_regions
from accounts.services.roles import set_up_roles

__all__ = [
    "FirstAccount",
    "Newcomer",
    "choose_pin",
    "create_first_accounts",
    "erase_person",
    "forget",
    "give_consent",
    "import_regions",
    "issue_card",
    "issue_cards",
    "load_consent_texts",
    "look_at_card",
    "register_learner",
    "remember",
    "remembered_numbers",
    "reset_pin",
    "revoke_card",
    "set_up_roles",
    "sign_in_newcomer",
    "sign_in_with_card",
    "withdraw_consent",
]
