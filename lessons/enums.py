"""Choices about lessons."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Subject(TextChoices):
    """The three subjects of the national programme."""

    APPS = "apps", _("Using apps")
    PAY = "pay", _("Paying by phone")
    RISK = "risk", _("Telling scams")


class LessonAudience(TextChoices):
    """Whom a lesson is written for."""

    FARMERS = "farmers", _("Farmers and herders")
    SENIORS = "seniors", _("Older people")
    BOTH = "both", _("Farmers and older people")
