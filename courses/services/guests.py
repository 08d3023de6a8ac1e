"""Learning without being signed in and without JavaScript: kept in the session.

With JavaScript a guest's events wait on the phone instead (`outbox.js`). Both are handed
over to whoever signs in next in the same browser, exactly once.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from courses.enums import EventKind, EventSource
from courses.protocol import EventRefused, ReportedEvent, read_event
from courses.rules import DEFAULT_RULE, Fact, LessonState, derive
from courses.services.progress import record_events
from quiz.models import Question

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase

    from accounts.models import User
    from lessons.models import LessonPage

SESSION_KEY = "guest_events"
EVENTS_MAX = 200


def keep_for_later(*, session: SessionBase, events: Iterable[ReportedEvent]) -> None:
    """Keep a guest's events in the session, the newest two hundred.

    A step that is there already is not kept again.
    """
    kept = guest_events(session)
    looks = {_place(event) for event in kept if event.kind == EventKind.STEP_SEEN}
    kept += [event for event in events if _place(event) not in looks]
    session[SESSION_KEY] = [_as_entry(event) for event in kept[-EVENTS_MAX:]]


def guest_events(session: SessionBase) -> list[ReportedEvent]:
    """What a guest did so far, as far as it is still readable."""
    found = []
    for entry in session.get(SESSION_KEY, []):
        try:
            found.append(read_event(entry))
        except EventRefused:
            continue
    return found


def guest_state(*, session: SessionBase, page: LessonPage) -> LessonState:
    """How far a guest is in one lesson, as far as the session knows."""
    key = str(page.translation_key)
    told = [event for event in guest_events(session) if event.lesson == key]
    asked = {event.question for event in told if event.question}
    questions = {q.key: q for q in Question.objects.filter(translation_key__in=asked)}
    facts = (
        Fact(
            kind=event.kind,
            counted_at=event.occurred_at,
            step=event.step,
            question=event.question,
            is_right=event.question in questions
            and questions[event.question].mark(event.chosen).is_right,
        )
        for event in told
    )
    return derive(page.outline(), DEFAULT_RULE, facts)


def hand_over(*, session: SessionBase, learner: User) -> None:
    """Give a guest's events to the learner who signed in; the session forgets them."""
    events = guest_events(session)
    if events:
        record_events(learner=learner, events=events, source=EventSource.FORM)
    session.pop(SESSION_KEY, None)


def _place(event: ReportedEvent) -> tuple[str, str, str]:
    return (event.kind, event.lesson, event.step)


def _as_entry(event: ReportedEvent) -> dict[str, Any]:
    return {
        "id": str(event.id),
        "kind": str(event.kind),
        "lesson": event.lesson,
        "step": event.step,
        "question": event.question,
        "chosen": list(event.chosen),
        "occurred_at": event.occurred_at.isoformat(),
    }
