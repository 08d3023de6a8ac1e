"""What follows when a lesson changes."""

from __future__ import annotations

from django.db import transaction

from accessibility.page_cache import forget_pages
from lessons.models import LessonPage


def renew(*, pages: list[LessonPage]) -> None:
    """Have changed lessons shown anew, once the change is stored."""
    transaction.on_commit(forget_pages)
