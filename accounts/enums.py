"""Choices about people and places."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    """What somebody may do. Each but the learner is a Django group of this name."""

    LEARNER = "learner", _("Learner")
    TRAINER = "trainer", _("Village trainer")
    ORGANIZER = "organizer", _("Organizer")
    EDITOR = "editor", _("Content editor")
    ADMINISTRATOR = "administrator", _("Administrator")


class Audience(TextChoices):
    """Whom the programme is for: farmers and herders, older people."""

    FARMER = "farmer", _("Farmer or herder")
    SENIOR = "senior", _("Older person")
    FARMER_SENIOR = "farmer-senior", _("Farmer and older person")
    OTHER = "other", _("Somebody else")


class RegionLevel(IntegerChoices):
    """Level of an administrative division; the value is the length of its code / 2."""

    PROVINCE = 1, _("Province")
    PREFECTURE = 2, _("Prefecture")
    COUNTY = 3, _("County")
    TOWNSHIP = 4, _("Township")
    VILLAGE = 5, _("Village")
