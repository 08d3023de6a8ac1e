"""What a lesson is to those who count, and what makes its words easy to follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from media.rules import split_sentences

STEPS_MIN = 3
STEPS_MAX = 8
REVIEW_DAYS_MAX = 180  # DESIGN.md section 7: facts are looked at twice a year

# Characters of Chinese and words of other languages, in one sentence and on one screen.
CHINESE_GOOD, CHINESE_LIMIT, CHINESE_SCREEN = 20, 60, 200
WORDS_GOOD, WORDS_LIMIT, WORDS_SCREEN = 12, 30, 110

HAN = re.compile(r"[\u3400-\u9fff]")
CHARACTER = re.compile(r"\w")


@dataclass(frozen=True)
class LessonOutline:
    """The bones of a lesson, the same in every language.

    `questions` maps a step id to the key of the question asked on that step.
    """

    lesson_key: str
    step_ids: tuple[str, ...]
    questions: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Length:
    """How much there is to read: characters of Chinese, or words of another language."""

    size: int
    is_chinese: bool

    def exceeds(self, chinese: int, words: int) -> bool:
        """Whether it is more than so many characters, or so many words."""
        return self.size > (chinese if self.is_chinese else words)


def length_of(text: str) -> Length:
    """Measure a text; one that holds Chinese is counted in characters, marks left out."""
    if HAN.search(text):
        return Length(len(CHARACTER.findall(text)), is_chinese=True)
    return Length(len(text.split()), is_chinese=False)


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences by the rules of the language it is written in."""
    return split_sentences(text, "zh-hans" if HAN.search(text) else "en")


def endless_sentences(text: str) -> list[str]:
    """Give the sentences nobody can follow by ear: these stop a lesson from going out."""
    return list(_longer(sentences_of(text), CHINESE_LIMIT, WORDS_LIMIT))


def long_sentences(texts: Iterable[str]) -> list[str]:
    """Give the sentences an editor should shorten; they stop nothing."""
    return [
        sentence
        for text in texts
        for sentence in _longer(sentences_of(text), CHINESE_GOOD, WORDS_GOOD)
    ]


def is_too_much_for_a_screen(text: str) -> bool:
    """Whether a text is more than one screen should hold."""
    return length_of(text).exceeds(CHINESE_SCREEN, WORDS_SCREEN)


def _longer(sentences: Iterable[str], chinese: int, words: int) -> Iterator[str]:
    return (one for one in sentences if length_of(one).exceeds(chinese, words))
