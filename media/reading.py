"""Written sentence → spoken sentence. Both voices misread numbers, signs and half-width marks
(STACK.md section 3), so everything is spelled out before a voice sees it."""

from __future__ import annotations

from media.chinese_reading import read_chinese
from media.english_reading import read_english
from media.lexicon import Lexicon, apply_lexicon, shipped_lexicon
from media.numerals import plain_digits
from media.sentences import is_chinese

MOST_PASSES = 6  # a removed sign can bring a new word together; two passes are usual


def spoken_form(text: str, language: str, edited: Lexicon | None = None) -> str:
    """What a voice is given for a sentence. Reading the result again changes nothing.

    `edited` holds the editors' readings, which win over the shipped ones. In Chinese and
    English no digit is left. Other languages get the readings only.
    """
    readings = {**shipped_lexicon(language), **(edited or {})}
    spoken = text
    for _pass in range(MOST_PASSES):
        read = _read(spoken, language, readings)
        if read == spoken:
            break
        spoken = read
    return spoken


def _read(text: str, language: str, readings: Lexicon) -> str:
    known = apply_lexicon(text, readings)
    if is_chinese(language):
        return read_chinese(plain_digits(known))
    if language.lower().startswith("en"):
        return read_english(plain_digits(known))
    return known
