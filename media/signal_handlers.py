"""Answers to news from elsewhere."""

from __future__ import annotations

from typing import Any

from django_q.models import Schedule

IMPROVE_EVERY_MINUTES = 10


def keep_schedule(**kwargs: Any) -> None:
    """After migrating: the worker asks now and then whether a better voice is back."""
    Schedule.objects.update_or_create(
        name="better voices",
        defaults={
            "func": "media.tasks.improve_voices",
            "schedule_type": Schedule.MINUTES,
            "minutes": IMPROVE_EVERY_MINUTES,
        },
    )
