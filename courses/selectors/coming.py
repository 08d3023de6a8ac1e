"""What comes next: the one lesson, and the step in it, that a person should go on with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from accounts.models import User
from courses.enums import ProjectStatus
from courses.models import CourseLesson, Enrolment, LessonProgress
from courses.selectors.learning import NOTHING, Learned, Person, joined, learned_by
from courses.selectors.shelf import LessonEntry, lesson_entries
from lessons.selectors import outlines

if TYPE_CHECKING:
    from lessons.rules import LessonOutline


@dataclass(frozen=True)
class NextUp:
    """The one thing to do next: a lesson, and the step to go on with."""

    lesson: LessonEntry
    step: int = 1
    steps_done: int = 0
    steps_total: int = 0
    is_begun: bool = False

    @property
    def url(self) -> str:
        """Address of the step to go on with."""
        return self.lesson.url + (f"#step-{self.step}" if self.step > 1 else "")


def next_up(person: Person, language: str) -> NextUp | None:
    """Choose what comes next.

    A lesson left unfinished, the latest first; else what the person's running projects
    still ask for (also when it was learned before the project began: there it does not
    count); else the first lesson of the shelf that was never completed. For a guest: the
    first lesson of the shelf, since only the phone may know better. None when there is
    nothing on the shelf, or everything is learned.
    """
    if isinstance(person, User):
        begun = _left_unfinished(person, language)
        return (
            begun or _asked_for(person, language) or _first_on_shelf(person, language)
        )
    return next_after((), language)


def next_after(done: Iterable[str], language: str) -> NextUp | None:
    """Choose the first lesson of the shelf that is not among these."""
    places = (
        CourseLesson.objects.filter(
            course__live=True,
            course__locale__language_code=language,
            lesson__live=True,
        )
        .exclude(lesson__translation_key__in=list(done))
        .order_by("course__path", "sort_order")
    )
    keys = places.values_list("lesson__translation_key", flat=True)[:1]
    return _first_shown([(str(key), NOTHING) for key in keys], language)


def next_step(outline: LessonOutline, learned: Learned) -> int:
    """Number of the step to go on with: the first not seen, else not answered rightly."""
    for number, step in enumerate(outline.step_ids, start=1):
        if step not in learned.steps_seen:
            return number
    for number, step in enumerate(outline.step_ids, start=1):
        question = outline.questions.get(step)
        if question and question not in learned.questions_right:
            return number
    return 1


def _left_unfinished(person: User, language: str) -> NextUp | None:
    rows = LessonProgress.objects.filter(
        enrolment__learner=person, enrolment__withdrawn_at=None
    ).select_related("enrolment__project")
    by_lesson: dict[str, list[LessonProgress]] = defaultdict(list)
    for row in rows:
        by_lesson[str(row.lesson_key)].append(row)
    found = {key: _still_open(rows) for key, rows in by_lesson.items()}
    begun = [(key, mark) for key, mark in found.items() if mark.last_event_at]
    begun.sort(key=_latest_first, reverse=True)
    return _first_shown(begun, language)


def _still_open(rows: list[LessonProgress]) -> Learned:
    """What was done where the lesson is not complete yet; nothing, when it is.

    Completed once, a lesson is open only where a running project still asks for it.
    """
    is_done = any(row.completed_at for row in rows)
    mark = NOTHING
    for row in rows:
        project = row.enrolment.project
        is_running = project is not None and project.status == ProjectStatus.RUNNING
        if not row.completed_at and (is_running or (project is None and not is_done)):
            mark = joined(mark, row)
    return mark


def _latest_first(pair: tuple[str, Learned]) -> tuple[datetime | None, str]:
    return pair[1].last_event_at, pair[0]


def _asked_for(person: User, language: str) -> NextUp | None:
    enrolments = (
        Enrolment.objects.active()
        .filter(learner=person, project__status=ProjectStatus.RUNNING)
        .select_related("rule")
        .order_by("pk")
    )
    done = {
        (enrolment, str(key))
        for enrolment, key in LessonProgress.objects.filter(
            enrolment__in=enrolments, completed_at__isnull=False
        ).values_list("enrolment", "lesson_key")
    }
    asked = [
        (lesson["key"], NOTHING)
        for enrolment in enrolments
        if enrolment.rule is not None
        for course in enrolment.rule.courses
        for lesson in course["lessons"]
        if (enrolment.pk, lesson["key"]) not in done
    ]
    return _first_shown(asked, language)


def _first_on_shelf(person: User, language: str) -> NextUp | None:
    marks = learned_by(person)
    return next_after([key for key, mark in marks.items() if mark.is_done], language)


def _first_shown(marks: list[tuple[str, Learned]], language: str) -> NextUp | None:
    """The first lesson of a list that is still published, with its bones."""
    entries = lesson_entries([key for key, _mark in marks], language)
    for key, mark in marks:
        if key in entries:
            return _as_next(entries[key], mark)
    return None


def _as_next(lesson: LessonEntry, learned: Learned) -> NextUp:
    outline = outlines([lesson.key]).get(lesson.key)
    if outline is None:
        return NextUp(lesson)
    return NextUp(
        lesson,
        step=next_step(outline, learned),
        steps_done=len(learned.steps_seen & set(outline.step_ids)),
        steps_total=len(outline.step_ids),
        is_begun=bool(learned.steps_seen),
    )
