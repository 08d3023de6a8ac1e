"""How far one learner is, as the learner sees it: over all enrolments together.

What counts for a project is decided elsewhere, per enrolment. A learner who looks at the
phone wants one answer: did I learn this, and where do I go on?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, Count, IntegerField, Max, Q, QuerySet, Value, When

from accounts.models import User
from courses.models import CourseLesson, LessonProgress, ProjectCourse
from courses.selectors.shelf import CourseEntry, LessonEntry, lesson_entries
from lessons.selectors import outlines

if TYPE_CHECKING:
    from lessons.rules import LessonOutline


@dataclass(frozen=True)
class Learned:
    """What one person did in one lesson."""

    steps_seen: frozenset[str] = frozenset()
    questions_right: frozenset[str] = frozenset()
    last_event_at: datetime | None = None
    completed_at: datetime | None = None

    @property
    def is_done(self) -> bool:
        """Whether the lesson was completed in at least one enrolment."""
        return self.completed_at is not None

    @property
    def is_begun(self) -> bool:
        """Whether something was done, but not all."""
        return not self.is_done and bool(self.steps_seen)


NOTHING = Learned()


@dataclass(frozen=True)
class LessonRow:
    """A lesson in a list, with this person's mark."""

    lesson: LessonEntry
    learned: Learned = NOTHING


@dataclass(frozen=True)
class CourseRow:
    """A course in a list, with this person's marks."""

    course: CourseEntry
    lessons: tuple[LessonRow, ...]

    @property
    def done(self) -> int:
        """How many of its lessons were completed."""
        return sum(row.learned.is_done for row in self.lessons)

    @property
    def total(self) -> int:
        """How many lessons it has."""
        return len(self.lessons)

    @property
    def is_done(self) -> bool:
        """Whether all lessons it asks for were completed; an empty course never is."""
        asked = [
            row for row in self.lessons if row.lesson.key in self.course.required_keys
        ]
        return bool(asked) and all(row.learned.is_done for row in asked)

    @property
    def is_begun(self) -> bool:
        """Whether anything in it was begun or done."""
        return any(row.learned.is_done or row.learned.is_begun for row in self.lessons)

    @property
    def next_lesson(self) -> LessonRow | None:
        """The first lesson that is not done; the first of all when all are."""
        waiting = [row for row in self.lessons if not row.learned.is_done]
        return next(iter(waiting or self.lessons), None)


@dataclass(frozen=True)
class NextUp:
    """The one thing to do next: a lesson, and the step to go on with."""

    lesson: LessonEntry
    step: int = 1
    steps_done: int = 0
    steps_total: int = 0
    is_begun: bool = False
    step_ids: tuple[str, ...] = field(default=())

    @property
    def url(self) -> str:
        """Address of the step to go on with."""
        return self.lesson.url + (f"#step-{self.step}" if self.step > 1 else "")


def learned_by(person: User, keys: Iterable[str] | None = None) -> dict[str, Learned]:
    """Give what a person did, by lesson key, in one query. Guests did nothing we know."""
    if not person.is_authenticated:
        return {}
    rows = LessonProgress.objects.filter(enrolment__learner=person)
    if keys is not None:
        rows = rows.filter(lesson_key__in=list(keys))
    together: dict[str, Learned] = {}
    for row in rows:
        key = str(row.lesson_key)
        together[key] = _joined(together.get(key, NOTHING), row)
    return together


def _joined(so_far: Learned, row: LessonProgress) -> Learned:
    ends = [at for at in (so_far.completed_at, row.completed_at) if at]
    lasts = [at for at in (so_far.last_event_at, row.last_event_at) if at]
    return Learned(
        steps_seen=so_far.steps_seen | frozenset(row.steps_seen),
        questions_right=so_far.questions_right | frozenset(row.questions_right),
        last_event_at=max(lasts, default=None),
        completed_at=min(ends, default=None),
    )


def course_rows(person: User, courses: Iterable[CourseEntry]) -> list[CourseRow]:
    """Put a person's marks on courses, in one query."""
    entries = list(courses)
    keys = {lesson.key for course in entries for lesson in course.lessons}
    marks = learned_by(person, keys)
    return [
        CourseRow(
            course,
            tuple(
                LessonRow(lesson, marks.get(lesson.key, NOTHING))
                for lesson in course.lessons
            ),
        )
        for course in entries
    ]


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


def next_up(person: User, language: str) -> NextUp | None:
    """Choose what comes next: a lesson left unfinished, else the first one not done.

    For a guest: the first lesson of the first course (the phone may know better).
    None when there is nothing on the shelf, or everything is learned.
    """
    begun = _left_unfinished(person, language)
    if begun is not None:
        return begun
    lesson = _first_not_done(person, language)
    return _as_next(lesson, NOTHING) if lesson else None


def _left_unfinished(person: User, language: str) -> NextUp | None:
    if not person.is_authenticated:
        return None
    for key in _begun_keys(person)[:5]:  # a few: the newest may have been withdrawn
        lesson = lesson_entries([key], language).get(str(key))
        if lesson is not None:
            return _as_next(lesson, learned_by(person, [str(key)])[str(key)])
    return None


def _begun_keys(person: User) -> list[UUID]:
    """Lessons a person began and completed in no enrolment, the latest first."""
    rows = (
        LessonProgress.objects.filter(enrolment__learner=person)
        .values("lesson_key")
        .annotate(
            latest=Max("last_event_at"),
            ends=Count("pk", filter=Q(completed_at__isnull=False)),
        )
        .filter(ends=0, latest__isnull=False)
        .order_by("-latest")
    )
    return [row["lesson_key"] for row in rows[:5]]


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
        step_ids=outline.step_ids,
    )


def next_after(done: Iterable[str], language: str) -> NextUp | None:
    """Choose the first lesson on the shelf that is not among these: for guests' phones."""
    lesson = _first_not_done(AnonymousUser(), language, done)
    return _as_next(lesson, NOTHING) if lesson else None


def _first_not_done(
    person: User | AnonymousUser, language: str, done: Iterable[str] = ()
) -> LessonEntry | None:
    """First lesson not done: courses of the person's own projects come first."""
    if person.is_authenticated:
        done = [key for key, mark in learned_by(person).items() if mark.is_done]
    places = CourseLesson.objects.filter(
        course__live=True, course__locale__language_code=language, lesson__live=True
    ).exclude(lesson__translation_key__in=list(done))
    first = _projects_first(places, person).values_list(
        "lesson__translation_key", flat=True
    )[:1]
    key = next(iter(first), None)
    return lesson_entries([key], language).get(str(key)) if key else None


def _projects_first(
    places: QuerySet[CourseLesson], person: User | AnonymousUser
) -> QuerySet[CourseLesson]:
    if not person.is_authenticated:
        return places.order_by("course__path", "sort_order")
    own = list(
        ProjectCourse.objects.filter(
            project__enrolments__learner=person,
            project__enrolments__withdrawn_at=None,
        ).values_list("course__translation_key", flat=True)
    )
    is_own = When(course__translation_key__in=own, then=Value(0))
    return places.annotate(
        rank=Case(is_own, default=Value(1), output_field=IntegerField())
    ).order_by("rank", "course__path", "sort_order")


def lessons_done(person: User) -> list[tuple[str, datetime]]:
    """Give the lessons a person completed, the latest first."""
    marks = learned_by(person)
    done = [
        (key, mark.completed_at) for key, mark in marks.items() if mark.completed_at
    ]
    return sorted(done, key=lambda pair: pair[1], reverse=True)


def rows_for(
    keys: Iterable[str], marks: Mapping[str, Learned], language: str
) -> list[LessonRow]:
    """Put titles to lesson keys, keeping their order; withdrawn lessons are left out."""
    wanted = list(keys)
    entries = lesson_entries(wanted, language)
    return [
        LessonRow(entries[key], marks.get(key, NOTHING))
        for key in wanted
        if key in entries
    ]
