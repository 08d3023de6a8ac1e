"""Reads of lessons: for those who count progress, and for those who show and speak them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from lessons.blocks import spoken_texts
from lessons.models import LessonPage
from lessons.rules import LessonOutline, long_sentences
from media.rules import Segment, SpeechScript
from quiz.models import Question
from quiz.selectors import question_segments

Raw = dict[str, Any]  # a step as it is stored
FINISH = "finish"  # the id of the last screen, which is not a step


@dataclass(frozen=True)
class Screen:
    """One step as it is shown: its place, its content, and all it can say."""

    number: int
    step_id: str
    kind: str
    value: Any
    script: SpeechScript
    is_last: bool = False

    @property
    def anchor(self) -> str:
        """The name of this screen in the address of the lesson."""
        return f"step-{self.number}"

    @property
    def next_anchor(self) -> str:
        """The name of the screen after this one."""
        return FINISH if self.is_last else f"step-{self.number + 1}"

    @property
    def template(self) -> str:
        """The template that draws this kind of step."""
        return f"lessons/steps/{self.kind}.html"


# --- For those who count ----------------------------------------------------------------


def outlines(lesson_keys: Iterable[str | UUID]) -> dict[str, LessonOutline]:
    """Give the outline of each live lesson by its key, in two queries.

    Languages share step ids; where a translation lags behind, the lesson in the site's
    own language decides. Unknown and unpublished lessons are left out.
    """
    pages = _own_language_last(
        LessonPage.objects.live().filter(translation_key__in=list(lesson_keys))
    )
    raw = {str(page.translation_key): list(page.steps.raw_data) for page in pages}
    keys = _question_keys(raw.values())
    return {key: _outline(key, steps, keys) for key, steps in raw.items()}


def _own_language_last(pages: QuerySet[LessonPage]) -> QuerySet[LessonPage]:
    """Order so that, read into a dict, the site's own language wins."""
    is_own = Case(
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        default=Value(0),
        output_field=IntegerField(),
    )
    return pages.order_by(is_own, "-locale_id").only("translation_key", "steps")


def _question_keys(lessons: Iterable[list[Raw]]) -> dict[int, str]:
    ids = {
        step["value"]
        for steps in lessons
        for step in steps
        if step["type"] == "question"
    }
    pairs = Question.objects.filter(pk__in=ids).values_list("pk", "translation_key")
    return {pk: str(key) for pk, key in pairs}


def _outline(key: str, steps: list[Raw], keys: dict[int, str]) -> LessonOutline:
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


# --- For those who show and speak -------------------------------------------------------


def screens(page: LessonPage) -> list[Screen]:
    """Give the steps of a lesson as screens; a step whose question is gone is left out."""
    language = page.locale.language_code
    kept = [step for step in page.steps if step.value is not None]
    return [
        Screen(
            number=number,
            step_id=str(step.id),
            kind=step.block_type,
            value=step.value,
            script=SpeechScript(language, tuple(_segments(step, language))),
            is_last=number == len(kept),
        )
        for number, step in enumerate(kept, start=1)
    ]


def screen_of(page: LessonPage, step_id: str) -> Screen | None:
    """Give one step of a lesson as a screen; None for a step it does not have."""
    return next((one for one in screens(page) if one.step_id == step_id), None)


def closing_script(page: LessonPage) -> SpeechScript:
    """Give what the last screen says."""
    language = page.locale.language_code
    with translation.override(language):
        segments = (
            Segment("title", _("Remember this")),
            Segment("body", page.remember),
            Segment("praise", _("You have come to the end. Well done!")),
        )
    return SpeechScript(language, segments)


def step_scripts(page: LessonPage) -> dict[str, SpeechScript]:
    """Give one script per step by its id, and one for the last screen (`FINISH`)."""
    scripts = {screen.step_id: screen.script for screen in screens(page)}
    return {**scripts, FINISH: closing_script(page)}


def spoken_lessons() -> Iterator[tuple[str, SpeechScript]]:
    """Give every script of every live lesson, with the words an editor knows it by."""
    for page in LessonPage.objects.live().select_related("locale").iterator():
        yield from labelled_scripts(page)


def labelled_scripts(page: LessonPage) -> Iterator[tuple[str, SpeechScript]]:
    """Give the scripts of one lesson, each with the words an editor knows it by."""
    for number, script in enumerate(step_scripts(page).values(), start=1):
        yield f"{page.title} · {number}", script


def _segments(step: Any, language: str) -> Iterator[Segment]:
    if step.block_type == "question":
        yield from question_segments(step.value)
        return
    with translation.override(language):
        label = kind_label(step.block_type)
    value = step.value
    named = {"kind": label, "title": value["title"], "body": value["body"]}
    items = enumerate(value.get("items", []), start=1)
    named |= {f"item-{number}": item for number, item in items}
    yield from (Segment(name, text) for name, text in named.items() if text)


def kind_label(kind: str) -> str:
    """Give the words above a step of this kind; most kinds need none."""
    labels = {"tip": _("Good to know"), "danger": _("Careful"), "do_this": _("Do this")}
    return labels.get(kind, "")


# --- For editors ------------------------------------------------------------------------


def too_long(page: LessonPage) -> list[str]:
    """Give the sentences of a lesson that an editor should shorten."""
    texts = [page.summary, page.remember]
    for step in page.steps:
        texts += spoken_texts(step.block_type, step.value)
    return long_sentences(texts)


def is_overdue(page: LessonPage, today: date) -> bool:
    """Whether the facts of a lesson should have been checked again by today."""
    return page.review_by is not None and page.review_by < today


def overdue(today: date) -> QuerySet[LessonPage]:
    """Give the live lessons whose facts should have been checked again by today."""
    pages: QuerySet[LessonPage] = LessonPage.objects.live()
    return pages.filter(review_by__lt=today)


def lessons_asking(question: Question) -> QuerySet[LessonPage]:
    """Give the live lessons that ask a question."""
    ids = ReferenceIndex.get_references_to(question).values_list("object_id", flat=True)
    pages: QuerySet[LessonPage] = LessonPage.objects.live().select_related("locale")
    return pages.filter(pk__in=[int(pk) for pk in ids])
