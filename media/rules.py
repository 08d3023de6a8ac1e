"""Speech scripts: what is to be said, cut into segments and sentences that play alone."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from media.sentences import split_sentences

__all__ = [
    "Segment",
    "Sentence",
    "SpeechScript",
    "caption_track",
    "clip_key",
    "cue_rows",
    "script_from_json",
    "script_key",
    "script_sentences",
    "script_to_json",
    "sentence_key",
    "split_sentences",
]

CHARACTERS_PER_MINUTE = 170  # FACTS.md section 9: the usual speed for older listeners
GAP_MS = (
    500  # silence between two sentences (FACTS.md section 9: half a second or more)
)
KEY_FORMAT = (
    1  # raise it when the way audio is made changes, and all of it is made again
)


@dataclass(frozen=True)
class Segment:
    """A stretch of text with a name, such as `body` or `option-3f2a`.

    `in_flow` segments are read one after the other when the listener presses play; the
    others (feedback, button labels) are only played when asked for.
    """

    name: str
    text: str
    in_flow: bool = True


@dataclass(frozen=True)
class SpeechScript:
    """All that one screen can say, in one language: becomes one MP3 file."""

    language: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence of a script; `index` counts through all its segments from 0."""

    index: int
    segment: str
    text: str
    in_flow: bool


def script_sentences(script: SpeechScript) -> Iterator[Sentence]:
    """Every sentence in the order of the script: the numbers the page and the audio share."""
    index = 0
    for segment in script.segments:
        for text in split_sentences(segment.text, script.language):
            yield Sentence(index, segment.name, text, segment.in_flow)
            index += 1


def script_key(script: SpeechScript) -> str:
    """The name of a script: two scripts that would sound the same share it."""
    segments = [
        [item.name, item.in_flow, split_sentences(item.text, script.language)]
        for item in script.segments
    ]
    return _digest(script.language, segments)


def sentence_key(sentence: str, language: str) -> str:
    """The name of one written sentence; white space at its ends does not count."""
    return _digest(language, sentence.strip())


def clip_key(spoken: str, language: str) -> str:
    """The name of one spoken sentence at the usual speed, whatever voice says it."""
    return _digest(language, CHARACTERS_PER_MINUTE, spoken)


def _digest(*parts: object) -> str:
    told = json.dumps([KEY_FORMAT, *parts], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def cue_rows(script: SpeechScript, cues: list[dict[str, Any]]) -> list[list[Any]]:
    """`[start_ms, end_ms, segment, in_flow]` for each sentence, as player.js reads it."""
    return [
        [cue["start_ms"], cue["end_ms"], sentence.segment, int(sentence.in_flow)]
        for sentence, cue in zip(script_sentences(script), cues, strict=False)
    ]


def script_to_json(script: SpeechScript) -> dict[str, Any]:
    """A script as plain data, for a job that waits in the database."""
    return asdict(script)


def script_from_json(stored: dict[str, Any]) -> SpeechScript:
    """The inverse of `script_to_json`."""
    segments = tuple(Segment(**item) for item in stored["segments"])
    return SpeechScript(stored["language"], segments)


def caption_track(cues: list[dict[str, Any]]) -> str:
    """The cues of a narration as WebVTT, for players other than ours.

    `cues` as in `Narration.cues`: {"segment", "text", "start_ms", "end_ms"}.
    """
    blocks = ["WEBVTT"]
    for number, cue in enumerate(cues, start=1):
        times = f"{_clock(cue['start_ms'])} --> {_clock(cue['end_ms'])}"
        blocks.append(f"{number}\n{times}\n{_caption_text(cue['text'])}")
    return "\n\n".join(blocks) + "\n"


def _clock(milliseconds: int) -> str:
    seconds, rest = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{rest:03}"


def _caption_text(text: str) -> str:
    """Escaped, and on one line: an empty line or `-->` would end the cue."""
    line = " ".join(text.split())
    return line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
