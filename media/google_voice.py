"""The online voice. gTTS waits for ever on a dead network, so it gets a time limit of ours."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from io import BytesIO

from gtts import gTTS

from media.audio import RATE, SAMPLE_BYTES, decode, stretch
from media.exceptions import LanguageNotSpokenError, VoiceDownError
from media.rules import CHARACTERS_PER_MINUTE
from media.sentences import is_chinese

LANGUAGES = {"zh": "zh-CN", "yue": "yue", "en": "en", "ko": "ko"}
CONNECT_SECONDS = 2
SLOWEST, USUAL = 0.7, 0.85
SHORT_SENTENCE = 8  # characters; too few to tell a speed from


def speak(text: str, language: str, timeout_seconds: float) -> bytes:
    """PCM of a sentence at about the usual speed.

    Raises `VoiceDownError` when the service cannot be reached or does not answer in time.
    """
    name = LANGUAGES.get(language.split("-")[0].lower())
    if name is None:
        raise LanguageNotSpokenError(language)
    future: Future[bytes] = Future()
    # A thread, since looking up a name can hang beyond every limit that requests knows.
    threading.Thread(
        target=_fetch, args=(future, text, name, timeout_seconds), daemon=True
    ).start()
    try:
        pcm = decode(BytesIO(future.result(timeout=timeout_seconds)))
    except TimeoutError as error:
        message = "the online voice did not answer in time"
        raise VoiceDownError(message) from error
    except Exception as error:
        raise VoiceDownError(str(error)) from error
    tempo = tempo_for(text, pcm, language)
    return stretch(pcm, tempo) if tempo < 1 else pcm


def _fetch(future: Future[bytes], text: str, name: str, timeout_seconds: float) -> None:
    target = BytesIO()
    try:
        limits = (CONNECT_SECONDS, timeout_seconds)
        gTTS(text, lang=name, lang_check=False, timeout=limits).write_to_fp(target)
    except BaseException as error:  # noqa: BLE001 - handed over to the asking thread
        future.set_exception(error)
    else:
        future.set_result(target.getvalue())


def tempo_for(text: str, pcm: bytes, language: str) -> float:
    """How much slower the service's own speed must become; never faster, never a drawl."""
    letters = sum(character.isalnum() for character in text)
    if not is_chinese(language):
        return 1.0
    if letters < SHORT_SENTENCE:
        return USUAL
    seconds = len(pcm) / SAMPLE_BYTES / RATE
    told_per_minute = letters / seconds * 60
    return min(1.0, max(SLOWEST, CHARACTERS_PER_MINUTE / told_per_minute))
