"""Reads of lessons: for those who count progress, and for those who speak them."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.db.models import Case, IntegerField, Value, When

from lessons.models import LessonPage
from lessons.rules import LessonOutline
from quiz.models import Question


def outlines(lesson_keys: Iterable[str | UUID]) -> dict[str, LessonOutline]:
    """Give the outline of each live lesson by its key, in two queries.

    Languages share step ids; where a translation lags behind, the lesson in the site's
    own language decides. Unknown and unpublished lessons are left out.
    """
    pages = _best_language_last(
        LessonPage.objects.live().filter(translation_key__in=list(lesson_keys))
    )
    raw = {str(page.translation_key): list(page.steps.raw_data) for page in pages}
    keys = _question_keys(raw.values())
    return {key: _outline(key, steps, keys) for key, steps in raw.items()}


def _best_language_last(pages):  # type: ignore[no-untyped-def]
    own_language_last = Case(
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return pages.order_by(own_language_last, "-locale_id").only(
        "translation_key", "steps"
    )


def _question_keys(lessons: Iterable[list[dict]]) -> dict[int, str]:
    ids = {
        step["value"]
        for steps in lessons
        for step in steps
        if step["type"] == "question"
    }
    pairs = Question.objects.filter(pk__in=ids).values_list("pk", "translation_key")
    return {pk: str(key) for pk, key in pairs}


def _outline(key: str, steps: list[dict], keys: dict[int, str]) -> LessonOutline:
    kept = [
        step for step in steps if step["type"] != "question" or step["value"] in keys
    ]
    return LessonOutline(
        lesson_key=key,
        step_ids=tuple(str(step["id"]) for step in kept),
        questions={
            str(step["id"]): keys[step["value"]]
            for step in kept
            if step["type"] == "question"
        },
    )
