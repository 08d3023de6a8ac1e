"""Answers to news from elsewhere."""

from __future__ import annotations

from typing import Any

from django_q.models import Schedule

from media.models import LexiconEntry
from media.services import renew_narrations

KEEP_UP_EVERY_MINUTES = 10


def keep_schedule(**kwargs: Any) -> None:
    """After migrating: the worker asks now and then what is missing."""
    Schedule.objects.update_or_create(
        name="narration",
        defaults={
            "func": "media.tasks.keep_up",
            "schedule_type": Schedule.MINUTES,
            "minutes": KEEP_UP_EVERY_MINUTES,
        },
    )


def renew_reading(instance: LexiconEntry, **kwargs: Any) -> None:
    """A reading was written, changed or taken away: say the sentences with it anew."""
    renew_narrations(language=instance.language, word=instance.written)
