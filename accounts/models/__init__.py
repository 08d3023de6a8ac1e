"""Who somebody is."""

from __future__ import annotations

from accounts.models.cards import LearningCard
from accounts.models.consents import Consent, ConsentText
from accounts.models.people import Organization, User
from accounts.models.places import Region

__all__ = ["Consent", "ConsentText", "LearningCard", "Organization", "Region", "User"]
