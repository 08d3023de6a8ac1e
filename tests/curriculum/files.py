"""The starter lessons as they lie on the disk, for the tests that read them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CURRICULUM = Path(__file__).resolve().parent.parent.parent / "curriculum"
PICTURES = CURRICULUM / "pictures"
LANGUAGES = ("zh-hans", "en")
LESSON_KEYS = tuple(sorted(path.name for path in (CURRICULUM / "lessons").iterdir()))
COURSE_KEYS = tuple(sorted(path.name for path in (CURRICULUM / "courses").iterdir()))

Toml = dict[str, Any]


@dataclass(frozen=True)
class Words:
    """Some words of a lesson: whose, where they stand, and whether they are a text.

    `place` is the step's id, or the name of the field for what belongs to the whole lesson.
    """

    lesson: str
    language: str
    place: str
    text: str


def read(folder: str, key: str, language: str) -> Toml:
    """Read one file, such as `lessons/check-the-name/en.toml`."""
    path = CURRICULUM / folder / key / f"{language}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


def lessons() -> Iterator[tuple[str, str, Toml]]:
    """Every lesson in every language: key, language, what the file says."""
    for key in LESSON_KEYS:
        for language in LANGUAGES:
            yield key, language, read("lessons", key, language)


def competences() -> set[str]:
    """All competences a lesson may name, as `framework version code`."""
    path = CURRICULUM / "competences.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["competences"]
    return {f"{row['framework']} {row['version']} {row['code']}" for row in rows}


def narrated(language: str) -> Iterator[Words]:
    """Everything a voice reads aloud, lesson by lesson."""
    for key in LESSON_KEYS:
        lesson = read("lessons", key, language)
        for field in ("title", "summary", "remember"):
            yield Words(key, language, field, lesson[field])
        for step in lesson["steps"]:
            for text in step_texts(step):
                yield Words(key, language, step["id"], text)


def step_texts(step: Toml) -> Iterator[str]:
    """All words of one step."""
    yield from (step[field] for field in ("title", "body") if field in step)
    yield from step.get("items", [])
    question = step.get("question")
    if question is None:
        return
    yield question["prompt"]
    yield question["hint"]
    for option in question["options"]:
        yield option["text"]
        yield option["reason"]
