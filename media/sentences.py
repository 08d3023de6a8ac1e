"""Text → sentences, for Chinese and for languages that write a space after a full stop.

A sentence is what is highlighted and replayed as one, so it should be short: direct speech
is cut inside its quotes, a title or a button name in quotes is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_CHINESE = 120  # characters; longer ones are cut at a comma, else anywhere
LONGEST_OTHER = 300  # must fit HumanRecording.sentence
PROTECTED_MOST = 60  # a bracket or quote longer than this holds sentences of its own

CLOSERS = "”’」』）)】》〉\"'］]"
URL = re.compile(
    r"(?:https?://|www\.)[\w\-./?%&=#~:+@!,;]*[\w/]|[\w.+\-]+@[\w\-]+\.[\w.\-]*\w|"
    r"\b[a-zA-Z0-9\-]+(?:\.[a-zA-Z0-9\-]+)*\.(?:com|cn|org|net|gov)\b(?:/[\w\-./?%&=#]*)?",
    re.ASCII,
)
BRACKETS = re.compile(
    r"《[^《》\n]*》|〈[^〈〉\n]*〉|（[^（）\n]*）|\([^()\n]*\)|【[^【】\n]*】"
)
QUOTES = re.compile(r"“[^“”\n]*”|「[^「」\n]*」|『[^『』\n]*』|\"[^\"\n]*\"")
BEFORE_SPEECH = (
    "：:，,。！？!?…；;、"  # a quote after one of these is somebody speaking
)
GOES_ON = "，、；：,;:"  # after one of these marks the sentence has not ended

CHINESE_END = re.compile(
    r"(?:[。！？!?]+|…+(?=[\s”’」』]|$)|\.(?=\s|$|[”’」』])|(?<=[\u4e00-\u9fff])\."
    r"(?=[\u4e00-\u9fff]))[" + re.escape(CLOSERS) + r"]*"
)
OTHER_END = re.compile(r"[.!?…。！？]+[" + re.escape(CLOSERS) + r"]*(?=\s|$)")
ABBREVIATION = re.compile(
    r"(?:^|[\s(“\"'])(?:Mrs?|Ms|Dr|Prof|St|No|Nos|vs|etc|e\.g|i\.e|approx|a\.m|p\.m|"
    r"[A-Z](?:\.[A-Z])*)\.$",
    re.IGNORECASE,
)
LIST_NUMBER = re.compile(r"^\s*[(（]?\d{1,3}\.$")
COMMA = re.compile(r"[，、；：,;:]+[”’」』]*|\s+")


@dataclass(frozen=True)
class Piece:
    """A sentence, and how the text goes on after it: "", "line" or "paragraph"."""

    text: str
    then: str = ""


def split_sentences(text: str, language: str) -> list[str]:
    """The sentences of a text in order. Nothing but white space between them is lost."""
    return [piece.text for piece in split_pieces(text, language)]


def split_pieces(text: str, language: str) -> list[Piece]:
    """The sentences of a text, each with the break that follows it."""
    pieces: list[Piece] = []
    for paragraph in re.split(r"\n[^\S\n]*\n\s*", _plain_breaks(text)):
        lines = [line for line in paragraph.split("\n") if line.strip()]
        for line in lines:
            sentences = _of_line(line.strip(), language)
            pieces += [Piece(sentence) for sentence in sentences[:-1]]
            pieces += [Piece(sentence, "line") for sentence in sentences[-1:]]
        if lines:
            pieces[-1] = Piece(pieces[-1].text, "paragraph")
    if pieces:
        pieces[-1] = Piece(pieces[-1].text)
    return pieces


def is_chinese(language: str) -> bool:
    """Whether the language is written in Hanzi without spaces."""
    return language.split("-")[0].lower() in {"zh", "yue", "cmn"}


def can_be_spoken(sentence: str) -> bool:
    """Whether there is anything to say: a letter, a Hanzi or a number."""
    return any(unicodedata.category(character)[0] in "LN" for character in sentence)


def _plain_breaks(text: str) -> str:
    return re.sub(r"\r\n?|[\u2028\u0085\v\f\x1c-\x1e]", "\n", text).replace(
        "\u2029", "\n\n"
    )


def _of_line(line: str, language: str) -> list[str]:
    """Cut until every part stands for itself, so that cutting a part again changes nothing."""
    parts = _cut_once(line, language)
    if parts == [line]:
        return parts
    return [small for part in parts for small in _of_line(part, language)]


def _cut_once(line: str, language: str) -> list[str]:
    cuts = [0, *_ends(line, language), len(line)]
    parts = [line[a:b].strip() for a, b in zip(cuts, cuts[1:], strict=False)]
    parts = [part for part in parts if part]
    longest = LONGEST_CHINESE if is_chinese(language) else LONGEST_OTHER
    return [short for part in _joined(parts) for short in _shortened(part, longest)]


def _joined(parts: list[str]) -> list[str]:
    """Marks alone are no sentence: they belong to the one before (or after) them."""
    sentences: list[str] = []
    for part in parts:
        if sentences and not (can_be_spoken(part) and can_be_spoken(sentences[-1])):
            sentences[-1] += part
        else:
            sentences.append(part)
    return sentences


def _ends(line: str, language: str) -> Iterator[int]:
    """The places in a line where a sentence ends."""
    chinese = is_chinese(language)
    protected = list(_protected(line))
    begin = 0
    for match in (CHINESE_END if chinese else OTHER_END).finditer(line):
        inside = any(start < match.start() + 1 <= end for start, end in protected)
        following = line[match.end() : match.end() + 1]
        if inside or (following and following in GOES_ON + CLOSERS):
            continue
        if match[0].startswith(".") and _is_no_full_stop(line, match, begin):
            continue
        begin = match.end()
        yield begin


def _protected(line: str) -> Iterator[tuple[int, int]]:
    """Addresses, brackets, titles and quoted names: no sentence ends within them."""
    for match in URL.finditer(line):
        yield match.span()
    for match in BRACKETS.finditer(line):
        if len(match[0]) <= PROTECTED_MOST:
            yield match.span()
    for match in QUOTES.finditer(line):
        before = line[: match.start()].rstrip()[-1:]
        is_speech = not before or before in BEFORE_SPEECH + CLOSERS + "“「『"
        if len(match[0]) <= PROTECTED_MOST and not is_speech:
            yield match.span()


def _is_no_full_stop(line: str, match: re.Match[str], begin: int) -> bool:
    """Whether a `.` stands after an abbreviation, a list number or before a small letter."""
    before = line[begin : match.start() + 1]
    if LIST_NUMBER.match(before):
        return True
    following = line[match.end() :].lstrip()[:1]
    return bool(ABBREVIATION.search(before)) or following.islower()


def _shortened(sentence: str, longest: int) -> Iterator[str]:
    """A sentence nobody can listen to in one go, cut at its commas."""
    while len(sentence) > longest:
        cut = _last_comma(sentence, longest)
        yield sentence[:cut].rstrip()
        sentence = sentence[cut:].lstrip()
    if sentence:
        yield sentence


def _last_comma(sentence: str, longest: int) -> int:
    ends = [match.end() for match in COMMA.finditer(sentence[:longest])]
    usable = [end for end in ends if end >= longest // 3]
    return usable[-1] if usable else longest
