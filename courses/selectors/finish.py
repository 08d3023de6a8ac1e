"""The end of a lesson: is it complete, what is missing, and what comes next?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from accounts.models import User
from courses.enums import EventKind, ProjectStatus
from courses.models import Certificate, LessonProgress, ProgressEvent
from courses.rules import DEFAULT_RULE, LessonState, PassRule
from courses.selectors.learning import CourseRow, LessonRow, course_rows
from courses.selectors.shelf import courses_with, step_names
from lessons.models import LessonPage
from quiz.models import Question

if TYPE_CHECKING:
    from lessons.rules import LessonOutline


class Lack(Enum):
    """Why a step still counts as open."""

    NOT_SEEN = "not_seen"
    NOT_ANSWERED = "not_answered"
    NOT_RIGHT = "not_right"


@dataclass(frozen=True)
class MissingStep:
    """One step that is still open, and what has to be done there."""

    number: int
    name: str
    lack: Lack


@dataclass(frozen=True)
class Finish:
    """What the last screen says to somebody we know."""

    is_complete: bool
    missing: tuple[MissingStep, ...]
    next_lesson: LessonRow | None
    course: CourseRow | None
    certificate: Certificate | None


@dataclass(frozen=True)
class AnsweredQuestion:
    """One question of a lesson with what was chosen last."""

    question: Question
    chosen_ids: tuple[str, ...]
    is_right: bool
    tries: int

    @property
    def is_answered(self) -> bool:
        """Whether there was any try."""
        return self.tries > 0


def finish_of(person: User, page: LessonPage, language: str) -> Finish:
    """Look at one lesson's end for somebody who is signed in."""
    key = str(page.translation_key)
    rows = _rows_that_count(person, key)
    missing = _missing(page, rows)
    is_complete = bool(rows) and all(row.completed_at for row in rows)
    course = _course_to_go_on_with(person, key, language)
    return Finish(
        is_complete=is_complete,
        missing=() if is_complete else tuple(missing),
        next_lesson=_next_in(course, key),
        course=course,
        certificate=_certificate(person, course) if is_complete else None,
    )


def open_for_guest(page: LessonPage, state: LessonState) -> Finish | None:
    """What is still open for a guest whose answers came as plain forms.

    None when all is done, or when nothing is known: then the phone itself may know.
    """
    if state.completed_at is not None or not state.steps_seen:
        return None
    outline = page.outline()
    seen, right = set(state.steps_seen), set(state.questions_right)
    lacks = _lacks(outline, seen, right, DEFAULT_RULE)
    return Finish(False, tuple(_in_order(page, outline, lacks)), None, None, None)


def _rows_that_count(person: User, key: str) -> list[LessonProgress]:
    """The own learning and the projects that still run: an ended one asks for nothing."""
    rows = LessonProgress.objects.filter(
        enrolment__learner=person, lesson_key=key
    ).select_related("enrolment__project", "enrolment__rule")
    return [
        row
        for row in rows
        if row.enrolment.withdrawn_at is None
        and (
            row.enrolment.project is None
            or row.enrolment.project.status == ProjectStatus.RUNNING
        )
    ]


def _missing(page: LessonPage, rows: Iterable[LessonProgress]) -> list[MissingStep]:
    """Everything still open in the strictest enrolment, in the order of the lesson."""
    outline = page.outline()
    open_rows = [row for row in rows if not row.completed_at]
    lacks: dict[str, Lack] = {}
    if not open_rows:
        lacks = _lacks(outline, set(), set(), DEFAULT_RULE)
    for row in open_rows:
        right = set(row.questions_right)
        answered = set(row.steps_seen)
        lacks |= _lacks(outline, answered, right, row.enrolment.pass_rule)
    return _in_order(page, outline, lacks)


def _in_order(
    page: LessonPage, outline: LessonOutline, lacks: dict[str, Lack]
) -> list[MissingStep]:
    names = step_names(page, outline)
    return [
        MissingStep(number, names[step], lacks[step])
        for number, step in enumerate(outline.step_ids, start=1)
        if step in lacks
    ]


def _lacks(
    outline: LessonOutline, seen: set[str], right: set[str], rule: PassRule
) -> dict[str, Lack]:
    lacks = {}
    questions = set(outline.questions.values())
    enough_right = len(questions & right) >= rule.right_answers(len(questions))
    for step in outline.step_ids:
        question = outline.questions.get(step)
        if step not in seen:
            lacks[step] = Lack.NOT_ANSWERED if question else Lack.NOT_SEEN
        elif question and question not in right and not enough_right:
            lacks[step] = Lack.NOT_RIGHT
    return lacks


def _course_to_go_on_with(person: User, key: str, language: str) -> CourseRow | None:
    """Of the courses the lesson is in, the first one that is not done yet."""
    rows = course_rows(person, courses_with(key, language))
    unfinished = [row for row in rows if not row.is_done]
    return next(iter(unfinished or rows), None)


def _next_in(course: CourseRow | None, key: str) -> LessonRow | None:
    """The next lesson not done, after this one first, else from the beginning."""
    if course is None:
        return None
    keys = [row.lesson.key for row in course.lessons]
    place = keys.index(key) + 1 if key in keys else 0
    in_turn = course.lessons[place:] + course.lessons[:place]
    waiting = [
        row for row in in_turn if not row.learned.is_done and row.lesson.key != key
    ]
    return next(iter(waiting), None)


def _certificate(person: User, course: CourseRow | None) -> Certificate | None:
    if course is None or not course.is_done:
        return None
    rows = Certificate.objects.filter(
        enrolment__learner=person, course_key=course.course.key, revoked_at=None
    )
    return rows.order_by("enrolment__project_id").last()


def answers_of(person: User, page: LessonPage) -> list[AnsweredQuestion]:
    """Give each question of a lesson with the person's last answer, in order."""
    events = ProgressEvent.objects.filter(
        learner=person, lesson_key=page.translation_key, kind=EventKind.ANSWERED
    ).order_by("counted_at", "received_at")
    tries: dict[str, list[dict[str, object]]] = {}
    for payload in events.values_list("payload", flat=True):
        tries.setdefault(str(payload.get("question", "")), []).append(payload)
    questions = [block.value for block in page.steps if block.block_type == "question"]
    return [
        _answered(question, tries.get(str(question.translation_key), []))
        for question in questions
        if question is not None
    ]


def _answered(question: Question, tries: list[dict[str, object]]) -> AnsweredQuestion:
    last = tries[-1] if tries else {}
    chosen = last.get("chosen", [])
    return AnsweredQuestion(
        question=question,
        chosen_ids=tuple(str(id_) for id_ in chosen)
        if isinstance(chosen, list)
        else (),
        is_right=bool(last.get("right", False)),
        tries=len(tries),
    )
