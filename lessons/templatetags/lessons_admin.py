"""What the editor is told about a lesson."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils import timezone

from lessons.models import LessonPage
from lessons.selectors import is_overdue, step_scripts, too_long
from media.selectors import narrations_for

register = template.Library()


@register.simple_tag
def lesson_advice(page: LessonPage) -> dict[str, Any]:
    """Give what an editor should know before a lesson goes out."""
    if page.pk is None:
        return {"is_new": True}
    scripts = list(step_scripts(page).values())
    return {
        "is_overdue": is_overdue(page, timezone.localdate()),
        "long_sentences": too_long(page),
        "spoken": len(narrations_for(scripts)),
        "total": len(scripts),
    }
