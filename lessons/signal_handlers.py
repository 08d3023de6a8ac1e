"""News from the editor: something a lesson shows or says has changed."""

from __future__ import annotations

from typing import Any

from lessons.models import LessonPage
from lessons.selectors import lessons_asking
from lessons.services import renew
from quiz.models import Question


def lesson_published(instance: LessonPage, **kwargs: Any) -> None:
    """A lesson went out: speak it and show it."""
    renew(pages=[instance], label=instance.title)


def lesson_withdrawn(**kwargs: Any) -> None:
    """A lesson is gone, or stands elsewhere: no cached page may show it."""
    renew()


def question_saved(instance: Question, raw: bool = False, **kwargs: Any) -> None:
    """A question changed: so did the lessons that ask it."""
    if not raw:
        renew(pages=lessons_asking(instance), label=instance.prompt)


def picture_saved(raw: bool = False, **kwargs: Any) -> None:
    """A picture was replaced: it may stand in any lesson."""
    if not raw:
        renew()
