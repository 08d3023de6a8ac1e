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


class BirthDecade(IntegerChoices):
    """When somebody was born, to ten years; the value is the first year."""

    THIRTIES = 1930, _("1939 or before")
    FORTIES = 1940, _("1940 to 1949")
    FIFTIES = 1950, _("1950 to 1959")
    SIXTIES = 1960, _("1960 to 1969")
    SEVENTIES = 1970, _("1970 to 1979")
    EIGHTIES = 1980, _("1980 to 1989")
    NINETIES = 1990, _("1990 to 1999")
    TWO_THOUSANDS = 2000, _("2000 or later")


class RegionLevel(IntegerChoices):
    """Level of an administrative division; the value is the length of its code / 2."""

    PROVINCE = 1, _("Province")
    PREFECTURE = 2, _("Prefecture")
    COUNTY = 3, _("County")
    TOWNSHIP = 4, _("Township")
    VILLAGE = 5, _("Village")


class Refusal(TextChoices):
    """Why somebody did not get in, as the sentence she reads and hears."""

    SLIP = "slip", _("Please look at the number on the card again.")
    UNKNOWN = (
        "unknown",
        _("We do not know this card. Please ask your trainer for a new one."),
    )
    WRONG_PIN = "wrong-pin", _("That PIN does not fit. Please try once more.")
    LOCKED = (
        "locked",
        _(
            "Too many tries. Wait a quarter of an hour, or ask your trainer for a new PIN."
        ),
    )
    CROWDED = (
        "crowded",
        _(
            "Too many wrong tries from here. Wait a quarter of an hour, or ask your trainer."
        ),
    )
