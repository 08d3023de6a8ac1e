"""How far one learner is, as the learner sees it: over all enrolments together.

What counts for a project is decided elsewhere, per enrolment. A learner who looks at the
phone wants one answer: did I learn this, and where do I go on?
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from courses.models import LessonProgress
from courses.selectors.shelf import CourseEntry, LessonEntry, lesson_entries

if TYPE_CHECKING:
    pass

Person = User | AnonymousUser


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


def learned_by(person: Person, keys: Iterable[str] | None = None) -> dict[str, Learned]:
    """Give what a person did, by lesson key, in one query. Guests did nothing we know."""
    if not person.is_authenticated:
        return {}
    rows = LessonProgress.objects.filter(enrolment__learner=person)
    if keys is not None:
        rows = rows.filter(lesson_key__in=list(keys))
    together: dict[str, Learned] = {}
    for row in rows:
        key = str(row.lesson_key)
        together[key] = joined(together.get(key, NOTHING), row)
    return together


def joined(so_far: Learned, row: LessonProgress) -> Learned:
    """Add one enrolment's progress to what is known of a lesson."""
    ends = [at for at in (so_far.completed_at, row.completed_at) if at]
    lasts = [at for at in (so_far.last_event_at, row.last_event_at) if at]
    return Learned(
        steps_seen=so_far.steps_seen | frozenset(row.steps_seen),
        questions_right=so_far.questions_right | frozenset(row.questions_right),
        last_event_at=max(lasts, default=None),
        completed_at=min(ends, default=None),
    )


def course_rows(person: Person, courses: Iterable[CourseEntry]) -> list[CourseRow]:
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


def lessons_done(person: Person) -> list[tuple[str, datetime]]:
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
