"""What a reader can choose about how things are shown."""

from __future__ import annotations

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class TextSize(IntegerChoices):
    """Body text in CSS pixels (MIIT 2021 annex 2: main text 18 at least, 30 reachable)."""

    SMALL = 18, _("Standard")
    MEDIUM = 22, _("Large")
    LARGE = 26, _("Larger")
    LARGEST = 32, _("Largest")


class Theme(TextChoices):
    """Two grounds to read on."""

    PAPER = "paper", _("Warm paper")
    CONTRAST = "contrast", _("High contrast")


class SpeechSpeed(IntegerChoices):
    """Speed of the voice in per cent; 100 is about 170 characters a minute."""

    SLOW = 75, _("Slow")
    NORMAL = 100, _("Normal")
    FAST = 125, _("Quick")
