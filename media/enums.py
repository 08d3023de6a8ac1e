"""Where a voice comes from, and where a job stands."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Engine(models.TextChoices):
    """Where a voice comes from, best first."""

    HUMAN = "human", _("Human voice")
    GTTS = "gtts", _("Computer voice (online)")
    ESPEAK = "espeak", _("Computer voice (offline)")


class JobState(models.TextChoices):
    """Where a narration job stands."""

    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")

    @classmethod
    def unfinished(cls) -> tuple[JobState, ...]:
        """The states a worker still has to do with."""
        return (cls.WAITING, cls.RUNNING)
