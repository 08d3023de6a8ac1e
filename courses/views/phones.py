"""For phones nobody signed in on: what they need to show what they remember.

Nothing about a person is asked or told. The phone says which lessons it remembers; the
answer is what is published about them.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from courses.forms import LessonKeysForm
from courses.rules import DEFAULT_RULE
from courses.selectors.coming import next_after
from courses.selectors.shelf import LessonEntry, lesson_entries, questions_with
from lessons.rules import LessonOutline
from lessons.selectors import outlines
from quiz.models import Question

KEPT_SECONDS = 300


@require_safe
def lesson_cards(request: HttpRequest) -> JsonResponse:
    """Titles, addresses and bones of some lessons, and the first lesson not among `done`."""
    form = LessonKeysForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    language = get_language()
    coming = next_after(form.cleaned_data["done"], language)
    keys = [*form.cleaned_data["keys"], *([coming.lesson.key] if coming else [])]
    response = JsonResponse(
        {
            "lessons": _cards(list(dict.fromkeys(keys)), language),
            "next": coming.lesson.key if coming else None,
        }
    )
    response["Cache-Control"] = f"max-age={KEPT_SECONDS}"
    return response


def _cards(keys: list[str], language: str) -> list[dict[str, Any]]:
    entries = lesson_entries(keys, language)
    bones = outlines(entries)
    asked = {key for bone in bones.values() for key in bone.questions.values()}
    questions = questions_with(asked)
    return [
        _card(entries[key], bones[key], questions)
        for key in keys
        if key in entries and key in bones
    ]


def _card(
    entry: LessonEntry, bones: LessonOutline, questions: dict[str, Question]
) -> dict[str, Any]:
    """What a phone needs to say how far it is in a lesson, by the server's own rule."""
    return {
        "key": entry.key,
        "title": entry.title,
        "subject": str(entry.subject.label),
        "url": entry.url,
        "steps": bones.step_ids,
        "questions": bones.questions,
        "right_needed": DEFAULT_RULE.right_answers(len(set(bones.questions.values()))),
        "answers": {
            key: {
                "kind": questions[key].kind,
                "right": questions[key].mark(()).right_ids,
            }
            for key in bones.questions.values()
            if key in questions
        },
    }
