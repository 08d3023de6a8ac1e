"""The single door for what learners did: phone, form, and hand-over at sign-in.

Nothing acknowledged is lost and nothing counts twice: a batch is one transaction, an
event is known by the id its phone gave it, and everything derived is written together
with the events it follows from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.enums import EventKind, EventSource, ReceiptStatus
from courses.models import Enrolment, ProgressEvent
from courses.protocol import EventRefused, Receipt, ReportedEvent
from courses.rules import believable_time
from courses.services.derivation import apply, derive_all, lock_learners
from lessons.rules import LessonOutline
from lessons.selectors import outlines
from quiz.models import Question

if TYPE_CHECKING:
    from accounts.models import User


def record_events(
    *,
    learner: User,
    events: Sequence[ReportedEvent],
    source: EventSource,
    received_at: datetime | None = None,
    sent_at: datetime | None = None,
) -> list[Receipt]:
    """Store what a learner did and derive the progress; one receipt per event, in order.

    An event whose id is known with the same content is a duplicate; with other content,
    or from somebody else, a conflict (nothing is revealed about the other). An event
    about an unknown lesson, step, question or answer is rejected with a reason; the
    others are stored all the same. When this returns, what it acknowledges is committed.

    `sent_at` is the phone's own time of sending: it puts a constantly wrong clock right.
    """
    received = received_at or timezone.now()
    visit = _Visit(learner, source, received, sent_at)
    try:
        return visit.record(events)
    except IntegrityError:
        # Somebody else used one of the ids a moment ago: now it is there to be seen.
        return visit.record(events)


@dataclass
class _Intake:
    """What is known while the events of one batch are judged, one after the other."""

    known: dict[UUID, tuple[object, ...]]
    outlines: dict[str, LessonOutline]
    questions: dict[str, Question]
    fresh: list[ProgressEvent] = field(default_factory=list)


@dataclass(frozen=True)
class _Visit:
    """One batch of one learner."""

    learner: User
    source: EventSource
    received_at: datetime
    sent_at: datetime | None

    @transaction.atomic
    def record(self, events: Sequence[ReportedEvent]) -> list[Receipt]:
        """Judge, store and derive, all or nothing."""
        lock_learners([self.learner.pk])
        intake = _prepare(events)
        receipts = [self._judge(event, intake) for event in events]
        if intake.fresh:
            Enrolment.objects.get_or_create(learner=self.learner, project=None)
            ProgressEvent.objects.bulk_create(intake.fresh)
            touched = {str(row.lesson_key) for row in intake.fresh}
            apply(derive_all([self.learner.pk], touched, intake.outlines))
        return receipts

    def _judge(self, event: ReportedEvent, intake: _Intake) -> Receipt:
        content = (self.learner.pk, *event.content)
        if event.id in intake.known:
            is_same = intake.known[event.id] == content
            status = ReceiptStatus.DUPLICATE if is_same else ReceiptStatus.CONFLICT
            return Receipt(str(event.id), status)
        try:
            payload = _payload(event, intake)
        except EventRefused as error:
            return Receipt(str(event.id), ReceiptStatus.REJECTED, error.reason)
        intake.known[event.id] = content
        intake.fresh.append(self._row(event, payload))
        return Receipt(str(event.id), ReceiptStatus.STORED)

    def _row(self, event: ReportedEvent, payload: dict[str, object]) -> ProgressEvent:
        return ProgressEvent(
            id=event.id,
            learner=self.learner,
            lesson_key=event.lesson,
            kind=event.kind,
            payload=payload,
            occurred_at=event.occurred_at,
            counted_at=believable_time(
                event.occurred_at, self.received_at, self.sent_at
            ),
            received_at=self.received_at,
            source=self.source,
        )


def _prepare(events: Sequence[ReportedEvent]) -> _Intake:
    """Read everything the batch needs, in as many queries for fifty events as for one."""
    stored = ProgressEvent.objects.filter(pk__in={event.id for event in events})
    questions = Question.objects.filter(
        translation_key__in={event.question for event in events if event.question}
    )
    return _Intake(
        known={row.pk: _content(row) for row in stored},
        outlines=outlines({event.lesson for event in events}),
        questions={question.key: question for question in questions},
    )


def _content(row: ProgressEvent) -> tuple[object, ...]:
    return (
        row.learner_id,
        row.kind,
        str(row.lesson_key),
        row.payload.get("step"),
        row.payload.get("question", ""),
        tuple(row.payload.get("chosen", ())),
        row.occurred_at,
    )


def _payload(event: ReportedEvent, intake: _Intake) -> dict[str, object]:
    """What is kept of an event, marked by the server; `EventRefused` when unknown."""
    outline = intake.outlines.get(event.lesson)
    if outline is None:
        raise EventRefused("unknown-lesson")
    if event.step not in outline.step_ids:
        raise EventRefused("unknown-step")
    if event.kind == EventKind.STEP_SEEN:
        return {"step": event.step}
    question = intake.questions.get(event.question)
    if question is None or outline.questions.get(event.step) != event.question:
        raise EventRefused("unknown-question")
    marking = question.mark(event.chosen)
    if len(marking.chosen_ids) != len(event.chosen):
        raise EventRefused("unknown-option")
    return {
        "step": event.step,
        "question": event.question,
        "chosen": list(event.chosen),
        "right": marking.is_right,
    }
