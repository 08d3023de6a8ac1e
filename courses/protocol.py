"""The shape of what a phone reports, checked at the door.

A batch that makes no sense as a whole is refused as a whole (`BatchRefused`). A single
event that makes no sense is answered by itself, so that one bad entry in a phone's memory
never holds back the good ones behind it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from courses.enums import PHONE_KINDS, EventKind, ReceiptStatus

EVENTS_MAX = 50
BATCH_BYTES_MAX = 64 * 1024
TOO_LARGE = "too-large"
CHOICES_MAX = 12
ID_LENGTH_MAX = 64
YEARS = range(1900, 2200)


class BatchRefused(Exception):
    """The whole batch is unreadable. `field` and `reason` say what and why."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class EventRefused(Exception):
    """One event is unreadable; `reason` is a code for the phone."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class ReportedEvent:
    """One thing that happened, as told by a phone or a form."""

    id: UUID
    kind: EventKind
    lesson: str
    step: str
    occurred_at: datetime
    question: str = ""
    chosen: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[object, ...]:
        """What was said, without who said it: two events with one id must agree here."""
        return (
            self.kind,
            self.lesson,
            self.step,
            self.question,
            self.chosen,
            self.occurred_at,
        )


@dataclass(frozen=True)
class Receipt:
    """What became of one event. `id` is None when the event had none that can be read."""

    id: str | None
    status: ReceiptStatus
    reason: str = ""

    def as_json(self) -> dict[str, str | None]:
        """The answer for the phone."""
        return {"id": self.id, "status": str(self.status), "reason": self.reason}


@dataclass(frozen=True)
class Batch:
    """What one request brought: readable events, and receipts for the others."""

    sent_at: datetime | None
    events: list[ReportedEvent | Receipt]


def read_batch(body: bytes) -> Batch:
    """Read one request body, or raise `BatchRefused`."""
    message = _load(body)
    entries = message.get("events")
    if not isinstance(entries, list):
        raise BatchRefused("events", "must-be-a-list")
    if len(entries) > EVENTS_MAX:
        raise BatchRefused("events", f"at-most-{EVENTS_MAX}")
    sent_at = None
    if message.get("sent_at") is not None:
        try:
            sent_at = _moment(message, "sent_at")
        except EventRefused as error:
            raise BatchRefused("sent_at", error.reason) from error
    return Batch(sent_at, [_read_or_answer(entry) for entry in entries])


def _load(body: bytes) -> dict[str, Any]:
    if len(body) > BATCH_BYTES_MAX:
        raise BatchRefused("body", TOO_LARGE)
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise BatchRefused("body", "not-json") from error
    if not isinstance(message, dict):
        raise BatchRefused("body", "must-be-an-object")
    return message


def _read_or_answer(entry: object) -> ReportedEvent | Receipt:
    if not isinstance(entry, dict):
        return Receipt(None, ReceiptStatus.REJECTED, "must-be-an-object")
    try:
        return read_event(entry)
    except EventRefused as error:
        told = entry.get("id")
        is_short = isinstance(told, str) and len(told) <= ID_LENGTH_MAX
        echo = told if is_short else None
        return Receipt(echo, ReceiptStatus.REJECTED, error.reason)


def read_event(entry: Mapping[str, Any]) -> ReportedEvent:
    """Read one event, or raise `EventRefused` with the name of what is wrong."""
    kind = entry.get("kind")
    if kind not in PHONE_KINDS:
        raise EventRefused("bad-kind")
    is_answer = kind == EventKind.ANSWERED
    return ReportedEvent(
        id=UUID(_uuid(entry, "id")),
        kind=EventKind(kind),
        lesson=_uuid(entry, "lesson"),
        step=_short_text(entry.get("step"), "step"),
        occurred_at=_moment(entry, "occurred_at"),
        question=_uuid(entry, "question") if is_answer else "",
        chosen=_choices(entry) if is_answer else (),
    )


def _uuid(entry: Mapping[str, Any], name: str) -> str:
    try:
        return str(UUID(_short_text(entry.get(name), name)))
    except ValueError as error:
        raise EventRefused(f"bad-{name}") from error


def _short_text(value: object, name: str) -> str:
    if not isinstance(value, str) or not 0 < len(value) <= ID_LENGTH_MAX:
        raise EventRefused(f"bad-{name}")
    return value


def _choices(entry: Mapping[str, Any]) -> tuple[str, ...]:
    chosen = entry.get("chosen")
    if not isinstance(chosen, list) or not 0 < len(chosen) <= CHOICES_MAX:
        raise EventRefused("bad-chosen")
    return tuple(_short_text(choice, "chosen") for choice in chosen)


def _moment(entry: Mapping[str, Any], name: str) -> datetime:
    """Read a time with its zone; any year a lost clock may show is fine, nonsense not."""
    try:
        moment = parse_datetime(_short_text(entry.get(name), name))
    except ValueError as error:
        raise EventRefused(f"bad-{name}") from error
    if moment is None or is_naive(moment) or moment.year not in YEARS:
        raise EventRefused(f"bad-{name}")
    return moment.astimezone(UTC)
