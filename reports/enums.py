"""Choices of the reports app."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Need(TextChoices):
    """What a training project needs before it counts (DESIGN section 5)."""

    STARTED = "started", _("Started")
    ENDED = "ended", _("Ended")
    TARGET = "target", _("Enough learners completed")
    TEACHING = "teaching", _("Learned the way the plan says")
    EVIDENCE = "evidence", _("Evidence")
    SUBMITTED = "submitted", _("Submitted")
    VERIFIED = "verified", _("Verified by a second person")


BEFORE_SUBMITTING = (
    Need.STARTED,
    Need.ENDED,
    Need.TARGET,
    Need.TEACHING,
    Need.EVIDENCE,
)


class Actor(TextChoices):
    """Who has to act next."""

    ORGANIZER = "organizer", _("Organizer")
    TRAINER = "trainer", _("Trainers and learners")
    VERIFIER = "verifier", _("A second person who may verify")


class EvidenceKind(TextChoices):
    """What an evidence file may be."""

    PICTURE = "picture", _("Picture")
    DOCUMENT = "document", _("PDF document")
