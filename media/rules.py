"""Speech scripts: what is to be said, cut into segments that can be played alone."""

from __future__ import annotations

from dataclasses import dataclass


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
