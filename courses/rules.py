"""What counts as learned: pure rules over what happened, without database or clock.

Three promises hold for everything in here, whatever a phone sends and in whatever order:
the result does not depend on the order of the facts, a repeated fact changes nothing, and
one more fact never takes a completion away (DESIGN.md section 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from courses.enums import EventKind

if TYPE_CHECKING:
    from lessons.rules import LessonOutline

OLDEST_BELIEVABLE = timedelta(days=90)
CLOCK_TOLERANCE = timedelta(minutes=5)
CHINA = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class PassRule:
    """How many answers of a lesson must be right: by default two of three."""

    right_needed: int = 2
    right_of: int = 3

    def right_answers(self, question_count: int) -> int:
        """Right answers needed of `question_count`; a part counts as a whole."""
        return -(-question_count * self.right_needed // self.right_of)


DEFAULT_RULE = PassRule()


@dataclass(frozen=True)
class Standard:
    """Everything one lesson asked for: steps to see, questions to answer."""

    step_ids: frozenset[str]
    questions: Mapping[str, str]
    right_needed: int

    @classmethod
    def of(cls, outline: LessonOutline, rule: PassRule) -> Standard:
        """What the lesson asks for today, under one rule."""
        count = len(set(outline.questions.values()))
        return cls(
            frozenset(outline.step_ids), outline.questions, rule.right_answers(count)
        )

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> Standard:
        """What the lesson asked for when it was completed, as kept with the event."""
        return cls(
            frozenset(payload["steps"]), payload["questions"], payload["right_needed"]
        )

    def as_payload(self) -> dict[str, Any]:
        """The form kept with a completion, so that it can be traced for ever."""
        return {
            "steps": sorted(self.step_ids),
            "questions": dict(self.questions),
            "right_needed": self.right_needed,
        }

    @property
    def is_empty(self) -> bool:
        """A lesson without a step or without a question can never be completed."""
        return not self.step_ids or not self.questions


@dataclass(frozen=True)
class Fact:
    """One thing that happened in one lesson, at a believable time."""

    kind: str
    counted_at: datetime
    step: str = ""
    question: str = ""
    is_right: bool = False
    standard: Standard | None = None


@dataclass(frozen=True)
class LessonState:
    """How far somebody is in one lesson. Ids stand in the order they were reached."""

    steps_seen: tuple[str, ...] = ()
    questions_answered: tuple[str, ...] = ()
    questions_right: tuple[str, ...] = ()
    last_event_at: datetime | None = None
    completed_at: datetime | None = None


def believable_time(
    occurred_at: datetime, received_at: datetime, sent_at: datetime | None = None
) -> datetime:
    """The time to count with, from what the phone's clock said.

    A clock that is wrong by a constant (1970 after an empty battery, 2099) is put right
    with `sent_at`, the same clock's word for the moment of sending. A time that is older
    than 90 days or in the future is not believed: the time of receipt counts instead.
    """
    ages = [received_at - occurred_at]
    if sent_at is not None and abs(received_at - sent_at) > CLOCK_TOLERANCE:
        ages.insert(0, sent_at - occurred_at)
    for age in ages:
        if -CLOCK_TOLERANCE <= age <= OLDEST_BELIEVABLE:
            return received_at - max(age, timedelta(0))
    return received_at


def is_in_period(moment: datetime, starts_on: date, ends_on: date) -> bool:
    """Whether a moment lies in a period of whole days, as days are in China."""
    return starts_on <= moment.astimezone(CHINA).date() <= ends_on


def derive(
    outline: LessonOutline | None, rule: PassRule, facts: Iterable[Fact]
) -> LessonState:
    """How far the facts bring somebody in a lesson.

    A lesson is complete once every step was seen (a question only by answering it),
    every question was answered, and enough of them rightly, in any number of tries.
    Once a completion is among the facts it stays, and is measured by what the lesson
    asked for then: neither a new pass mark nor an edited lesson takes it away.
    """
    known = list(facts)
    completions = [fact for fact in known if fact.kind == EventKind.COMPLETED]
    standard = _standard_for(outline, rule, completions)
    first_seen, answered, right = _firsts(known, standard)
    dates = [fact.counted_at for fact in completions]
    reached_at = _reached_at(standard, first_seen, answered, right)
    if reached_at is not None:
        dates.append(reached_at)
    work = [fact.counted_at for fact in known if fact.kind != EventKind.COMPLETED]
    return LessonState(
        steps_seen=_in_order(first_seen),
        questions_answered=_in_order(answered),
        questions_right=_in_order(right),
        last_event_at=max(work, default=None),
        completed_at=min(dates, default=None),
    )


def all_complete_at(
    lesson_keys: Iterable[str], completed: Mapping[str, datetime | None]
) -> datetime | None:
    """When the last of the required lessons was completed; nothing required, never."""
    moments = [completed.get(key) for key in lesson_keys]
    if not moments or None in moments:
        return None
    return max(moment for moment in moments if moment is not None)


def required_lessons(courses: Iterable[Mapping[str, Any]]) -> list[str]:
    """Lessons an enrolment must complete, from the frozen snapshot of its rule."""
    return list(
        dict.fromkeys(
            lesson["key"]
            for course in courses
            if course["required"]
            for lesson in course["lessons"]
            if lesson["required"]
        )
    )


def covered_lessons(courses: Iterable[Mapping[str, Any]]) -> set[str]:
    """Every lesson of a snapshot, required or not."""
    return {lesson["key"] for course in courses for lesson in course["lessons"]}


def _standard_for(
    outline: LessonOutline | None, rule: PassRule, completions: list[Fact]
) -> Standard | None:
    dated = [fact for fact in completions if fact.standard is not None]
    if dated:
        return min(dated, key=lambda fact: fact.counted_at).standard
    return Standard.of(outline, rule) if outline is not None else None


def _firsts(
    facts: list[Fact], standard: Standard | None
) -> tuple[dict[str, datetime], dict[str, datetime], dict[str, datetime]]:
    seen: dict[str, datetime] = {}
    answered: dict[str, datetime] = {}
    right: dict[str, datetime] = {}
    question_steps = standard.questions if standard else {}
    for fact in facts:
        if fact.kind == EventKind.ANSWERED:
            _keep_earliest(seen, fact.step, fact.counted_at)
            _keep_earliest(answered, fact.question, fact.counted_at)
            if fact.is_right:
                _keep_earliest(right, fact.question, fact.counted_at)
        elif fact.kind == EventKind.STEP_SEEN and fact.step not in question_steps:
            _keep_earliest(seen, fact.step, fact.counted_at)
    return seen, answered, right


def _keep_earliest(moments: dict[str, datetime], name: str, moment: datetime) -> None:
    moments[name] = min(moment, moments.get(name, moment))


def _reached_at(
    standard: Standard | None,
    seen: Mapping[str, datetime],
    answered: Mapping[str, datetime],
    right: Mapping[str, datetime],
) -> datetime | None:
    if standard is None or standard.is_empty:
        return None
    questions = set(standard.questions.values())
    right_moments = sorted(right[key] for key in questions if key in right)
    if standard.step_ids - seen.keys() or questions - answered.keys():
        return None
    if len(right_moments) < standard.right_needed:
        return None
    return max(
        *(seen[step] for step in standard.step_ids),
        *(answered[key] for key in questions),
        right_moments[standard.right_needed - 1],
    )


def _in_order(moments: Mapping[str, datetime]) -> tuple[str, ...]:
    return tuple(sorted(moments, key=lambda name: (moments[name], name)))
