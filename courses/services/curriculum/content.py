"""What a lesson or a course says, apart from where it is kept.

The same shape is made from a curriculum file and from a page, so that the two can be
compared: as long as a page says what was loaded, the file may change it; once an editor
changed the page, it is the editor's.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import asdict, dataclass
from typing import Any


def stable_id(path: str) -> uuid.UUID:
    """The id of something in the curriculum, the same on every machine and language."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"fieldside:{path}")


@dataclass(frozen=True)
class OptionContent:
    """One answer of a question."""

    id: str
    text: str
    is_right: bool
    reason: str


@dataclass(frozen=True)
class QuestionContent:
    """One question; `key` is its translation key."""

    key: str
    kind: str
    prompt: str
    hint: str
    options: tuple[OptionContent, ...]


@dataclass(frozen=True)
class StepContent:
    """One step; `picture` is the hash (SHA-1) of the picture's file."""

    id: str
    kind: str
    title: str = ""
    picture: str = ""
    alt: str = ""
    body: str = ""
    items: tuple[str, ...] = ()
    question: QuestionContent | None = None


@dataclass(frozen=True)
class LessonContent:
    """One lesson in one language. Dates are written as ISO 8601."""

    title: str
    subject: str
    audience: str
    summary: str
    remember: str
    source: str
    checked_on: str
    review_by: str
    competences: tuple[str, ...]
    steps: tuple[StepContent, ...]

    @property
    def digest(self) -> str:
        """The hash of all it says."""
        return digest_of(self)


@dataclass(frozen=True)
class CourseContent:
    """One course in one language; `lessons` are keys, `optional` those not needed."""

    title: str
    subject: str
    summary: str
    lessons: tuple[str, ...]
    optional: tuple[str, ...] = ()

    @property
    def digest(self) -> str:
        """The hash of all it says."""
        return digest_of(self)


def digest_of(content: LessonContent | CourseContent) -> str:
    """The hash of what is said; line ends and empty parts do not count."""
    said = _without_empty(asdict(content))
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: _without_empty(part) for name, part in value.items()}
        return {name: part for name, part in kept.items() if part not in ("", [], None)}
    if isinstance(value, list | tuple):
        return [_without_empty(part) for part in value]
    if isinstance(value, str):
        return "\n".join(line.strip() for line in value.strip().splitlines())
    return value
