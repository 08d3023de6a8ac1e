"""Numbers, amounts, dates and signs in an English sentence, as they are said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from media.numerals import (
    english_decimal,
    english_digits,
    english_number,
    english_ordinal,
    english_year,
)
from media.sentences import URL

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

NUMBER = r"\d+(?:\.\d+)?"
WITH_COMMAS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
CURRENCIES = {"¥": "yuan", "$": "dollars", "€": "euros", "£": "pounds"}
CALLED = re.compile(
    r"\b(?:call|calls|called|calling|dial|ring|phone|text|number|hotline|line|code|"
    r"from|on|or|and|to|with)\W*$",
    re.IGNORECASE,
)
HOTLINES = {"110", "119", "120", "122", "114"}
LONG_NUMBER = 5
BEFORE_YEAR = re.compile(
    rf"\b(?:in|since|of|from|until|by|year|{'|'.join(MONTHS)}),?\s*$", re.IGNORECASE
)
COUNTED = re.compile(
    r"\s*(?:yuan|people|persons|days?|years?|hours?|minutes?|seconds?|times?|percent|"
    r"kilo\w+|metres?|steps?|lessons?|projects?|learners?)\b",
    re.IGNORECASE,
)
SIGNS = {
    "%": " percent ",
    "+": " plus ",
    "=": " equals ",
    "&": " and ",
    "@": " at ",
    "#": " hash ",
    "*": " star ",
    "℃": " degrees ",
    "°": " degrees ",
    "×": " times ",
    "÷": " divided by ",
    "<": " less than ",
    ">": " greater than ",
    "_": " underscore ",
    "/": ", ",
    "|": ", ",
    "→": ", ",
    "•": ", ",
    "—": ", ",
    "–": ", ",
    "¥": " yuan ",
    "$": " dollars ",
    "€": " euros ",
    "£": " pounds ",
}
FOLDED = str.maketrans("，。！？：；（）、“”‘’￥", ",.!?:;(),\"\"''¥")
KEPT = ",.!?:;()\"'-… "
URL_WORDS = {".": " dot ", "/": " slash ", "-": " dash ", "@": " at "}


def read_english(text: str) -> str:
    """One pass over a sentence whose digits are plain 0 to 9."""
    text = _visible(text).translate(FOLDED)
    for pattern, words in RULES:
        text = pattern.sub(words, text)
    text = "".join(_sign(character) for character in text)
    text = re.sub(r"\s+", " ", text)
    return re.sub(r" (?=[,.!?:;)])", "", text).strip(" ,")


def _visible(text: str) -> str:
    return "".join(
        " " if character.isspace() else character
        for character in text
        if character.isspace() or unicodedata.category(character) not in {"Cf", "Cc"}
    )


def _address(match: re.Match[str]) -> str:
    bare = re.sub(r"^https?://", "", match[0])
    words = [
        f" {english_digits(c)} "
        if c.isdigit()
        else URL_WORDS.get(c, c if c.isalpha() else " ")
        for c in bare
    ]
    return "".join(words).strip()


def _date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{MONTHS[int(month) - 1]} {english_ordinal(day)}, {english_year(year)}"


def _time(match: re.Match[str]) -> str:
    hour, minute = match.groups()
    if minute == "00":
        return f"{english_number(hour)} o'clock"
    middle = "oh " if minute.startswith("0") else ""
    return f"{english_number(hour)} {middle}{english_number(minute)}"


def _money(match: re.Match[str]) -> str:
    return f"{english_decimal(match['number'].replace(',', ''))} {CURRENCIES[match['sign']]}"


def _integer(match: re.Match[str]) -> str:
    digits = match[0]
    before, after = match.string[: match.start()], match.string[match.end() :]
    if len(digits) == 4 and BEFORE_YEAR.search(before) and 1900 <= int(digits) < 2100:
        return english_year(digits)
    has_leading_zero = len(digits) > 1 and digits.startswith("0")
    is_long = len(digits) >= LONG_NUMBER and not digits.endswith("000")
    is_hotline = digits in HOTLINES and (not before.strip() or CALLED.search(before))
    if has_leading_zero or ((is_long or is_hotline) and not COUNTED.match(after)):
        return english_digits(digits)
    return english_number(digits)


RULES: tuple[Rule, ...] = (
    (URL, _address),
    (
        re.compile(
            r"(?<!\d)((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.](0?[1-9]|[12]\d|3[01])(?!\d)"
        ),
        _date,
    ),
    (re.compile(r"(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])"), _time),
    (
        re.compile(
            rf"(?P<sign>[¥$€£])\s*(?P<number>{WITH_COMMAS}|{NUMBER})(?:\s*yuan\b)?"
        ),
        _money,
    ),
    (
        re.compile(rf"(?<![\d,]){WITH_COMMAS}"),
        lambda m: english_decimal(m[0].replace(",", "")),
    ),
    (re.compile(rf"({NUMBER})\s*元"), lambda m: f"{english_decimal(m[1])} yuan"),
    (re.compile(rf"({NUMBER})\s*%"), lambda m: f"{english_decimal(m[1])} percent"),
    (re.compile(r"(\d+)(?:st|nd|rd|th)\b"), lambda m: english_ordinal(m[1])),
    (
        re.compile(r"(?<![\d/])([1-9]\d?)/([1-9]\d?)(?![\d/])"),
        lambda m: f"{english_number(m[1])} out of {english_number(m[2])}",
    ),
    (re.compile(r"(?<=\d)\s?[-–]\s?(?=\d{1,3}(?![\d-]))"), lambda m: " to "),
    (re.compile(r"(?<=\d)-(?=\d)"), lambda m: ", "),
    (re.compile(r"(?<![\d.])\d+\.\d+(?![\d.]*\.\d)"), lambda m: english_decimal(m[0])),
    (re.compile(r"(?<=\d)\.(?=\d)"), lambda m: " dot "),
    (re.compile(r"(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])"), lambda m: " "),
    (re.compile(r"\d+"), _integer),
)


def _sign(character: str) -> str:
    if character in SIGNS:
        return SIGNS[character]
    if character in KEPT:
        return character
    return character if unicodedata.category(character)[0] in "LM" else " "
