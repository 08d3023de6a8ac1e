"""The chain of computer voices: each is asked in turn, one that fails rests for a while."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured

from media import espeak, google_voice
from media.enums import Engine
from media.exceptions import LanguageNotSpokenError, NoVoiceError, VoiceDownError
from media.sentences import is_chinese

logger = logging.getLogger(__name__)

Speak = Callable[[str, str, float], bytes]

SPEAKERS: dict[Engine, Speak] = {
    Engine.GTTS: google_voice.speak,
    Engine.ESPEAK: espeak.speak,
}
FAILURES_BEFORE_REST = 2
REST_SECONDS = 300


@dataclass(frozen=True)
class Spoken:
    """PCM, and the voice it is by."""

    engine: Engine
    pcm: bytes


def chain() -> tuple[Engine, ...]:
    """The computer voices that are set up, best first."""
    unknown = set(settings.SPEECH_ENGINES) - {engine.value for engine in SPEAKERS}
    if unknown:
        message = f"SPEECH_ENGINES names unknown voices: {', '.join(sorted(unknown))}"
        raise ImproperlyConfigured(message)
    return tuple(Engine(name) for name in settings.SPEECH_ENGINES)


def better_than(engine: str) -> tuple[Engine, ...]:
    """The voices of the chain that stand before this one; none is better than a human."""
    voices = chain()
    if engine == Engine.HUMAN:
        return ()
    return voices[: voices.index(Engine(engine))] if engine in voices else voices


def speak(text: str, language: str, engines: Sequence[Engine] | None = None) -> Spoken:
    """Say it with the first voice that can. Raises `NoVoiceError` with every reason."""
    reasons = []
    for engine in chain() if engines is None else engines:
        try:
            return Spoken(engine, _try(engine, text, language))
        except LanguageNotSpokenError:
            reasons.append(f"{engine.value}: does not speak {language}")
        except VoiceDownError as error:
            reasons.append(f"{engine.value}: {error}")
    raise NoVoiceError("; ".join(reasons) or "no voice is set up (SPEECH_ENGINES)")


def is_resting(engine: Engine) -> bool:
    """Whether a voice failed so lately that it is not asked now."""
    return int(cache.get(_key(engine), 0)) >= FAILURES_BEFORE_REST


def _try(engine: Engine, text: str, language: str) -> bytes:
    if is_resting(engine):
        message = "failed a moment ago and rests for some minutes"
        raise VoiceDownError(message)
    try:
        pcm = SPEAKERS[engine](text, language, settings.SPEECH_TIMEOUT_SECONDS)
    except VoiceDownError as error:
        failures = cache.get(_key(engine), 0) + 1
        cache.set(_key(engine), failures, REST_SECONDS)
        logger.warning("voice %s failed: %s", engine.value, error)
        raise
    cache.delete(_key(engine))
    return pcm


def _key(engine: Engine) -> str:
    return f"voice-failures-{engine.value}"


def best_is_back(language: str) -> bool:
    """Whether the first voice of the chain says a word in this language right now."""
    word = "好" if is_chinese(language) else "Good"
    try:
        speak(word, language, chain()[:1])
    except NoVoiceError:
        return False
    return True
