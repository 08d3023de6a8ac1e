"""Figures of the page 朗读进度, and the sentences that can be recorded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext as _

from media import registry
from media.enums import Engine, JobState
from media.models import HumanRecording, Narration, NarrationJob
from media.rules import script_key, script_sentences, sentence_key

KNOWN_SECONDS = 20  # the texts are read from all pages: not anew at every look
JOBS_SHOWN = 12


@dataclass
class LanguageProgress:
    """How far the sentences of one language have got."""

    language: str
    name: str
    sentences: int = 0
    by_engine: Counter[str] = field(default_factory=Counter)

    @property
    def spoken(self) -> int:
        """How many sentences can be heard."""
        return sum(self.by_engine.values())

    @property
    def missing(self) -> int:
        """How many cannot be heard yet."""
        return self.sentences - self.spoken

    @property
    def voices(self) -> list[tuple[str, int]]:
        """Each voice in words, with its sentences; the best first."""
        return [
            (str(engine.label), self.by_engine[engine.value])
            for engine in Engine
            if self.by_engine[engine.value]
        ]


@dataclass(frozen=True)
class KnownSentence:
    """One sentence that is spoken somewhere, once however often it occurs."""

    key: str
    language: str
    text: str
    label: str
    is_recorded: bool = False


def progress_by_language() -> list[LanguageProgress]:
    """Of every known sentence: is it spoken, and by which voice."""
    names = {code: _(str(name)) for code, name in settings.LANGUAGES}
    rows: dict[str, LanguageProgress] = {}
    known = cache.get_or_set("media-known-keys", _known_keys, KNOWN_SECONDS) or []
    found = Narration.objects.in_bulk([key for key, *_rest in known], field_name="key")
    for key, language, count in known:
        name = names.get(language, language)
        row = rows.setdefault(language, LanguageProgress(language, name))
        row.sentences += count
        if key in found:
            row.by_engine.update(cue["engine"] for cue in found[key].cues)
    return list(rows.values())


def _known_keys() -> list[tuple[str, str, int]]:
    """Key, language and number of sentences of every known script, each once."""
    scripts = {
        script_key(script): script for _label, script in registry.known_scripts()
    }
    return [
        (key, script.language, sum(1 for _sentence in script_sentences(script)))
        for key, script in scripts.items()
    ]


def jobs_to_show() -> list[NarrationJob]:
    """What runs, waits or failed, then what was done last."""
    order = [JobState.RUNNING, JobState.FAILED, JobState.WAITING, JobState.DONE]
    jobs: list[NarrationJob] = []
    for state in order:
        jobs += NarrationJob.objects.filter(state=state)[: JOBS_SHOWN - len(jobs)]
    return jobs


def known_sentences(language: str, words: str = "") -> list[KnownSentence]:
    """The sentences of a language that hold some words, unrecorded ones first."""
    recorded = set(
        HumanRecording.objects.filter(language=language).values_list(
            "sentence_key", flat=True
        )
    )
    found = {
        sentence.key: sentence
        for sentence in _sentences(language, recorded)
        if words.lower() in f"{sentence.text} {sentence.label}".lower()
    }
    return sorted(found.values(), key=lambda sentence: sentence.is_recorded)


def known_sentence(language: str, key: str) -> KnownSentence | None:
    """One of them by its key."""
    found = (item for item in known_sentences(language) if item.key == key)
    return next(found, None)


def _sentences(language: str, recorded: set[str]) -> Iterator[KnownSentence]:
    for label, script in registry.known_scripts():
        if script.language != language:
            continue
        for item in script_sentences(script):
            key = sentence_key(item.text, language)
            yield KnownSentence(key, language, item.text, label, key in recorded)
