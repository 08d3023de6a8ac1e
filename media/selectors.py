"""Reading what has been narrated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from media import registry
from media.enums import Engine
from media.models import LexiconEntry, Narration
from media.rules import SpeechScript, cue_rows, script_key
from media.screens import screen_script


def narrations_for(scripts: Iterable[SpeechScript]) -> dict[str, Narration]:
    """The narrations that are ready, by script key, in one query."""
    keys = {script_key(script) for script in scripts}
    if not keys:
        return {}
    return {found.key: found for found in Narration.objects.filter(key__in=keys)}


def is_synthetic(narration: Narration) -> bool:
    """Whether any sentence of it is spoken by a computer."""
    return bool(set(narration.engines) - {Engine.HUMAN.value})


@dataclass(frozen=True)
class ScreenSpeech:
    """The narration of a screen together with its words."""

    script: SpeechScript
    narration: Narration

    def as_json(self) -> dict[str, Any]:
        """As listen.js reads it: `cues` as in `cue_rows`, `texts` by segment."""
        return {
            "src": self.narration.address,
            "cues": cue_rows(self.script, self.narration.cues),
            "texts": {item.name: item.text for item in self.script.segments},
            "synthetic": is_synthetic(self.narration),
        }


def screen_speech(screen: str, language: str) -> ScreenSpeech | None:
    """What a screen says, or None when it is not known or its sound is not made yet."""
    script = screen_script(screen, language)
    narration = narrations_for([script]).get(script_key(script)) if script else None
    return ScreenSpeech(script, narration) if script and narration else None


def matching_scripts(
    *, language: str | None = None, words: str | None = None
) -> list[tuple[str, SpeechScript]]:
    """The known scripts of a language whose label holds some words; None takes all."""
    return [
        (label, script)
        for label, script in registry.known_scripts()
        if (not language or script.language == language)
        and (not words or words.lower() in label.lower())
    ]


def editors_lexicon(language: str) -> dict[str, str]:
    """The readings editors wrote for a language."""
    entries = LexiconEntry.objects.filter(language=language)
    return dict(entries.values_list("written", "spoken"))
