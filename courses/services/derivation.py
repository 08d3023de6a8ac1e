"""Everything derived from progress events, through this one door.

`record_events`, an enrolment, the start of a project and `manage.py recount` all come
through here, so that what is kept while learning and what a recount finds are the same.
Work is done for a chunk of learners at a time, with the same few queries for one learner
as for two hundred.
"""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice

from django.contrib.auth import get_user_model
from django.db import connection, transaction

from courses.enums import EventKind, EventSource
from courses.models import Enrolment, LessonProgress, ProgressEvent
from courses.rules import (
    LessonState,
    Standard,
    all_complete_at,
    derive,
    required_lessons,
)
from courses.signals import enrolment_completed, lesson_completed
from lessons.rules import LessonOutline
from lessons.selectors import outlines

LEARNERS_AT_ONCE = 200
STATE_FIELDS = (
    "steps_seen",
    "questions_answered",
    "questions_right",
    "last_event_at",
    "completed_at",
)
# A completion's id is made from what it completes, so that it can be written only once.
COMPLETION_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "fieldside:completion")

LessonKey = str


@dataclass
class Difference:
    """One kept value that is not what the events say."""

    enrolment: Enrolment
    lesson_key: LessonKey | None  # None: about the enrolment as a whole
    kept: LessonState | datetime | None
    derived: LessonState | datetime | None


@dataclass
class Derivation:
    """What has to be written for a chunk of learners, and what it replaces."""

    differences: list[Difference] = field(default_factory=list)
    progress: list[LessonProgress] = field(default_factory=list)
    groundless: list[LessonProgress] = field(default_factory=list)
    completions: list[ProgressEvent] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    newly_complete: list[Enrolment] = field(default_factory=list)


def lock_learners(learner_ids: Iterable[int]) -> None:
    """Make two phones of one learner wait for each other, until the transaction ends.

    On SQLite the transaction itself (IMMEDIATE) holds the only pen there is.
    """
    if not connection.features.has_select_for_update:
        return
    rows = get_user_model().objects.filter(pk__in=list(learner_ids)).order_by("pk")
    list(rows.select_for_update(no_key=True).values_list("pk", flat=True))


def refresh_learners(
    learner_ids: Iterable[int], lesson_keys: Collection[LessonKey] | None = None
) -> int:
    """Derive everything of some learners anew and write what differs.

    With `lesson_keys`, only these lessons are looked at. Gives the number of
    differences that were put right.
    """
    return sum(
        _refresh(chunk, lesson_keys)
        for chunk in in_chunks(learner_ids, LEARNERS_AT_ONCE)
    )


def in_chunks(ids: Iterable[int], size: int) -> Iterator[list[int]]:
    """Cut a stream into lists of at most `size`."""
    remaining = iter(ids)
    while chunk := list(islice(remaining, size)):
        yield chunk


def derive_all(
    learner_ids: Collection[int],
    lesson_keys: Collection[LessonKey] | None = None,
    known_outlines: dict[LessonKey, LessonOutline] | None = None,
) -> Derivation:
    """Compare what is kept about some learners with what their events say.

    Reads only. `known_outlines` saves asking for lessons that are known already.
    """
    events = _events(learner_ids, lesson_keys)
    kept = _kept_progress(learner_ids)
    lessons = known_outlines if known_outlines is not None else {}
    missing = {key for of_learner in events.values() for key in of_learner} - set(
        lessons
    )
    if missing:
        lessons |= outlines(missing)
    result = Derivation()
    enrolments = Enrolment.objects.counting().filter(learner__in=learner_ids)
    for enrolment in enrolments.select_related("project", "rule").order_by("pk"):
        desk = _Desk(
            enrolment, events[enrolment.learner_id], kept[enrolment.pk], lessons
        )
        desk.compare(lesson_keys, result)
    return result


def apply(derivation: Derivation) -> None:
    """Write what differs, and tell the apps above what was completed."""
    LessonProgress.objects.filter(
        pk__in=[row.pk for row in derivation.groundless]
    ).delete()
    LessonProgress.objects.bulk_create(
        derivation.progress,
        update_conflicts=True,
        unique_fields=["enrolment", "lesson_key"],
        update_fields=STATE_FIELDS,
    )
    ProgressEvent.objects.bulk_create(derivation.completions)
    Enrolment.objects.bulk_update(derivation.enrolments, ["completed_at"])
    for event in derivation.completions:
        lesson_completed.send(
            sender=LessonProgress,
            enrolment=event.enrolment,
            lesson_key=str(event.lesson_key),
            completed_at=event.counted_at,
        )
    for enrolment in derivation.newly_complete:
        enrolment_completed.send(
            sender=Enrolment, enrolment=enrolment, completed_at=enrolment.completed_at
        )


def _refresh(learner_ids: list[int], lesson_keys: Collection[LessonKey] | None) -> int:
    with transaction.atomic():
        lock_learners(learner_ids)
        derivation = derive_all(learner_ids, lesson_keys)
        apply(derivation)
    return len(derivation.differences)


@dataclass
class _Desk:
    """One enrolment with its events and the rows kept about it."""

    enrolment: Enrolment
    events: dict[LessonKey, list[ProgressEvent]]
    kept: dict[LessonKey, LessonProgress]
    outlines: dict[LessonKey, LessonOutline]

    def compare(
        self, lesson_keys: Collection[LessonKey] | None, result: Derivation
    ) -> None:
        """Add to `result` what has to change for this enrolment."""
        completed = {key: row.completed_at for key, row in self.kept.items()}
        touched = self.events.keys() | (self.kept.keys() if lesson_keys is None else ())
        for key in sorted(touched):
            state = self._compare_lesson(key, result)
            completed[key] = state.completed_at
        if self.enrolment.rule is not None:
            required = required_lessons(self.enrolment.rule.courses)
            self._compare_enrolment(all_complete_at(required, completed), result)

    def _compare_lesson(self, key: LessonKey, result: Derivation) -> LessonState:
        events = self._counting_events(key)
        outline = self.outlines.get(key)
        rule = self.enrolment.pass_rule
        state = derive(outline, rule, (event.as_fact() for event in events))
        row = self.kept.get(key)
        kept = row.state if row is not None else LessonState()
        is_dated = any(event.kind == EventKind.COMPLETED for event in events)
        if state.completed_at is not None and not is_dated and outline is not None:
            standard = Standard.of(outline, rule)
            result.completions.append(
                self._completion(key, standard, state.completed_at)
            )
        elif state == kept:
            return state
        result.differences.append(Difference(self.enrolment, key, kept, state))
        if row is not None and state == LessonState():
            result.groundless.append(row)
        else:
            result.progress.append(self._row(key, state))
        return state

    def _compare_enrolment(self, moment: datetime | None, result: Derivation) -> None:
        enrolment, kept = self.enrolment, self.enrolment.completed_at
        if moment == kept:
            return
        result.differences.append(Difference(enrolment, None, kept, moment))
        enrolment.completed_at = moment
        result.enrolments.append(enrolment)
        if kept is None:
            result.newly_complete.append(enrolment)

    def _counting_events(self, key: LessonKey) -> list[ProgressEvent]:
        if not self.enrolment.covers(key):
            return []
        return [event for event in self.events.get(key, ()) if self._counts(event)]

    def _counts(self, event: ProgressEvent) -> bool:
        if event.enrolment_id is not None:
            return event.enrolment_id == self.enrolment.pk
        return self.enrolment.counts(event.counted_at)

    def _row(self, key: LessonKey, state: LessonState) -> LessonProgress:
        return LessonProgress(
            enrolment=self.enrolment,
            lesson_key=key,
            steps_seen=list(state.steps_seen),
            questions_answered=list(state.questions_answered),
            questions_right=list(state.questions_right),
            last_event_at=state.last_event_at,
            completed_at=state.completed_at,
        )

    def _completion(
        self, key: LessonKey, standard: Standard, moment: datetime
    ) -> ProgressEvent:
        return ProgressEvent(
            id=uuid.uuid5(COMPLETION_NAMESPACE, f"{self.enrolment.pk}/{key}"),
            learner_id=self.enrolment.learner_id,
            enrolment=self.enrolment,
            lesson_key=key,
            kind=EventKind.COMPLETED,
            payload=standard.as_payload(),
            occurred_at=moment,
            counted_at=moment,
            source=EventSource.SERVER,
        )


def _events(
    learner_ids: Collection[int], lesson_keys: Collection[LessonKey] | None
) -> defaultdict[int, dict[LessonKey, list[ProgressEvent]]]:
    events = ProgressEvent.objects.filter(learner__in=learner_ids)
    if lesson_keys is not None:
        events = events.filter(lesson_key__in=lesson_keys)
    grouped: defaultdict[int, dict[LessonKey, list[ProgressEvent]]] = defaultdict(dict)
    for event in events:
        of_learner = grouped[event.learner_id]
        of_learner.setdefault(str(event.lesson_key), []).append(event)
    return grouped


def _kept_progress(
    learner_ids: Collection[int],
) -> defaultdict[int, dict[LessonKey, LessonProgress]]:
    rows = LessonProgress.objects.filter(enrolment__learner__in=learner_ids)
    grouped: defaultdict[int, dict[LessonKey, LessonProgress]] = defaultdict(dict)
    for row in rows:
        grouped[row.enrolment_id][str(row.lesson_key)] = row
    return grouped
