"""Numbers as words, in Chinese and in English."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

HANZI = "零一二三四五六七八九"
SMALL_UNITS = ("", "十", "百", "千")
BIG_UNITS = ("", "万", "亿", "万亿")
LONGEST_NUMBER = 16  # digits; longer ones are read digit by digit

DIGIT_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
]
TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ENGLISH_UNITS = ("", " thousand", " million", " billion", " trillion", " quadrillion")
ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def plain_digits(text: str) -> str:
    """Every kind of digit (full-width, ①, ², Arabic-Indic, ½) as 0 to 9."""
    if text.isascii():
        return text
    return "".join(_plain(character) for character in text)


def _plain(character: str) -> str:
    if character.isascii() or not unicodedata.category(character).startswith("N"):
        return character
    if character == "〇":
        return "零"
    folded = unicodedata.normalize("NFKC", character).replace("\u2044", "/")
    if folded.isascii():
        return folded
    value = unicodedata.numeric(character, -1.0)
    return str(int(value)) if value >= 0 and value.is_integer() else ""


def hanzi_digits(digits: str) -> str:
    """Digit by digit: 96110 → 九六一一零. Anything but 0 to 9 is left out."""
    return "".join(HANZI[int(digit)] for digit in digits if digit in "0123456789")


def hanzi_number(digits: str) -> str:
    """As a quantity: 1205 → 一千二百零五. Too long ones digit by digit."""
    digits = digits.lstrip("0")
    if not digits:
        return HANZI[0]
    if len(digits) > LONGEST_NUMBER:
        return hanzi_digits(digits)
    words = ""
    sections = list(_sections(digits, 4))
    for place, section in sections:
        if not int(section):
            continue
        needs_zero = words and section.startswith("0")
        words += (HANZI[0] if needs_zero else "") + _hanzi_section(section)
        words += BIG_UNITS[place]
    words = words.replace("二万", "两万") if words.startswith("二万") else words
    words = words.replace("二亿", "两亿", 1) if words.startswith("二亿") else words
    return words[1:] if words.startswith("一十") else words


def _sections(digits: str, size: int) -> Iterator[tuple[int, str]]:
    """Groups of digits from the left, each with its place counted from the right."""
    count = -(-len(digits) // size)
    padded = digits.zfill(count * size)
    for index in range(count):
        yield count - 1 - index, padded[index * size : (index + 1) * size]


def _hanzi_section(section: str) -> str:
    """Up to four digits, without leading zero."""
    words = ""
    for place, digit in zip((3, 2, 1, 0), section, strict=True):
        if digit == "0":
            continue
        gap = words and section[3 - place - 1] == "0"
        name = "两" if digit == "2" and place == 3 else HANZI[int(digit)]
        words += (HANZI[0] if gap else "") + name + SMALL_UNITS[place]
    return words


def hanzi_decimal(number: str) -> str:
    """3.14 → 三点一四; without a point like `hanzi_number`."""
    whole, _point, part = number.partition(".")
    tail = f"点{hanzi_digits(part)}" if part else ""
    return hanzi_number(whole) + tail


def english_digits(digits: str) -> str:
    """Digit by digit: 110 → one one zero."""
    return " ".join(
        DIGIT_WORDS[int(digit)] for digit in digits if digit in "0123456789"
    )


def english_number(digits: str) -> str:
    """As a quantity: 1205 → one thousand two hundred and five."""
    digits = digits.lstrip("0")
    if not digits:
        return DIGIT_WORDS[0]
    if len(digits) > LONGEST_NUMBER:
        return english_digits(digits)
    parts = [
        _english_section(int(section)) + ENGLISH_UNITS[place]
        for place, section in _sections(digits, 3)
        if int(section)
    ]
    return " ".join(parts)


def _english_section(number: int) -> str:
    """1 to 999."""
    hundreds, rest = divmod(number, 100)
    words = f"{DIGIT_WORDS[hundreds]} hundred" if hundreds else ""
    if not rest:
        return words
    joiner = " and " if words else ""
    return words + joiner + _english_below_hundred(rest)


def _english_below_hundred(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGIT_WORDS[ones]
    if tens == 1:
        return TEENS[ones]
    return TENS[tens - 2] + (f"-{DIGIT_WORDS[ones]}" if ones else "")


def english_decimal(number: str) -> str:
    """3.14 → three point one four; 12.50 → twelve point five."""
    whole, _point, part = number.partition(".")
    part = part.rstrip("0")
    tail = f" point {english_digits(part)}" if part else ""
    return english_number(whole) + tail


def english_year(year: str) -> str:
    """2026 → twenty twenty-six; 2005 → two thousand and five; 1900 → nineteen hundred."""
    if year.startswith("20") and int(year) < 2010:
        tail = f" and {english_number(year[2:])}" if int(year[2:]) else ""
        return f"two thousand{tail}"
    head = english_number(year[:2])
    if year[2:] == "00":
        return f"{head} hundred"
    return f"{head} {'oh ' if year[2] == '0' else ''}{english_number(year[2:])}"


def english_ordinal(digits: str) -> str:
    """23 → twenty-third."""
    words = english_number(digits)
    start, mark, last = words.rpartition("-") if "-" in words else words.rpartition(" ")
    if last in ORDINALS:
        last = ORDINALS[last]
    elif last.endswith("y"):
        last = f"{last[:-1]}ieth"
    else:
        last = f"{last}th"
    return start + mark + last
