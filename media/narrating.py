"""From a script to its narration: which sound each sentence gets, and joining them.

All of it may be run twice, and by two workers at once: what is there is not made again, and
of two who made the same thing one keeps it and the other cleans up. Nothing slow happens
inside a transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from media import audio, voices
from media.enums import Engine
from media.exceptions import NotAudioError, NoVoiceError
from media.models import Clip, HumanRecording, Narration
from media.reading import spoken_form
from media.rules import (
    GAP_MS,
    Sentence,
    SpeechScript,
    clip_key,
    script_key,
    script_sentences,
    sentence_key,
)
from media.selectors import editors_lexicon
from media.sentences import can_be_spoken

LEAD_IN_MS = 100  # many phones swallow the first tenth of a second
SYNTHETIC = "语音由电脑合成 / synthetic voice"

OnSentence = Callable[[], None]


@dataclass(frozen=True)
class Sound:
    """Where the sound of one sentence is kept, and whose voice it is. "" is silence."""

    name: str
    engine: str


@dataclass
class Made:
    """What one run made: for the progress bar and for tests that nothing is made twice."""

    clips: int = 0
    narrations: int = 0

    def __add__(self, other: Made) -> Made:
        return Made(self.clips + other.clips, self.narrations + other.narrations)


@dataclass(frozen=True)
class Work:
    """One script with everything that was looked up for it beforehand."""

    script: SpeechScript
    sentences: Sequence[Sentence]
    spoken: Sequence[str]
    recordings: Mapping[str, HumanRecording]
    clips: Mapping[str, Clip]
    improve: bool
    made: Made


def narrate(
    *,
    script: SpeechScript,
    improve: bool = False,
    on_sentence: OnSentence | None = None,
) -> Made:
    """Make the narration of a script unless it is there already.

    With `improve`, sentences of a fallback voice are tried again with the better ones.
    Raises `NoVoiceError` when a sentence cannot be said by anybody; the clips made until
    then are kept.
    """
    work = _look_up(script, improve)
    sounds = []
    for sentence, spoken in zip(work.sentences, work.spoken, strict=True):
        sounds.append(_sound_of(work, sentence, spoken))
        if on_sentence:
            on_sentence()
    _join_unless_current(work, sounds)
    return work.made


def _look_up(script: SpeechScript, improve: bool) -> Work:
    sentences = list(script_sentences(script))
    readings = editors_lexicon(script.language)
    spoken = [spoken_form(item.text, script.language, readings) for item in sentences]
    recordings = HumanRecording.objects.filter(
        language=script.language,
        sentence_key__in={sentence_key(s.text, script.language) for s in sentences},
    )
    clips = Clip.objects.filter(key__in={clip_key(s, script.language) for s in spoken})
    order = {engine: place for place, engine in enumerate(Engine.values)}
    best = {clip.key: clip for clip in sorted(clips, key=lambda c: -order[c.engine])}
    by_sentence = {recording.sentence_key: recording for recording in recordings}
    return Work(script, sentences, spoken, by_sentence, best, improve, Made())


def _sound_of(work: Work, sentence: Sentence, spoken: str) -> Sound:
    """A person's recording, else the best clip there is, else a new one."""
    recording = work.recordings.get(sentence_key(sentence.text, work.script.language))
    if recording and default_storage.exists(recording.audio.name):
        return Sound(recording.audio.name, Engine.HUMAN.value)
    if not can_be_spoken(spoken):
        return Sound("", "")
    clip = work.clips.get(clip_key(spoken, work.script.language))
    if clip and not default_storage.exists(clip.audio.name):
        clip.delete()
        clip = None
    if clip is None:
        clip = _make_clip(work, spoken, voices.chain())
    elif work.improve:
        clip = _better_clip(work, spoken, clip)
    return Sound(clip.audio.name, clip.engine)


def _better_clip(work: Work, spoken: str, clip: Clip) -> Clip:
    better = voices.better_than(clip.engine)
    if not better:
        return clip
    try:
        return _make_clip(work, spoken, better)
    except NoVoiceError:
        return clip


def _make_clip(work: Work, spoken: str, engines: Sequence[Engine]) -> Clip:
    said = voices.speak(spoken, work.script.language, engines)
    key = clip_key(spoken, work.script.language)
    name = default_storage.save(
        f"clips/{key[:40]}-{said.engine.value}.flac",
        ContentFile(audio.encode_flac(said.pcm)),
    )
    try:
        with transaction.atomic():
            clip = Clip.objects.create(
                key=key,
                language=work.script.language,
                spoken=spoken,
                engine=said.engine,
                audio=name,
                duration_ms=audio.duration_ms(said.pcm),
            )
    except IntegrityError:
        # Another worker said the same meanwhile: theirs stays.
        default_storage.delete(name)
        return Clip.objects.get(key=key, engine=said.engine)
    work.made.clips += 1
    return clip


def _join_unless_current(work: Work, sounds: Sequence[Sound]) -> None:
    made_from = hashlib.sha256("\n".join(s.name for s in sounds).encode()).hexdigest()
    key = script_key(work.script)
    current = Narration.objects.filter(key=key).first()
    if current and _is_current(current, made_from):
        return
    pcm, cues = _joined(work.sentences, sounds)
    engines = sorted({sound.engine for sound in sounds if sound.engine})
    mp3 = audio.encode_mp3(pcm, _tags(engines))
    name = f"narrations/{hashlib.sha256(mp3).hexdigest()[:40]}.mp3"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(mp3))
    fresh = Narration(
        key=key,
        language=work.script.language,
        audio=name,
        duration_ms=audio.duration_ms(pcm),
        cues=cues,
        engines=engines,
        made_from=made_from,
    )
    if _store(fresh):
        work.made.narrations += 1
    elif not Narration.objects.filter(audio=name).exists():
        default_storage.delete(name)


def _is_current(narration: Narration, made_from: str) -> bool:
    is_same = narration.made_from == made_from
    return is_same and default_storage.exists(narration.audio.name)


def _joined(
    sentences: Sequence[Sentence], sounds: Sequence[Sound]
) -> tuple[bytes, list[dict[str, object]]]:
    """All sounds one after the other with silence between, and their exact times."""
    pcm = bytearray(audio.silence(LEAD_IN_MS))
    cues: list[dict[str, object]] = []
    for sentence, sound in zip(sentences, sounds, strict=True):
        start_ms = audio.duration_ms(pcm)
        pcm += _pcm_of(sound)
        cues.append(
            {
                "segment": sentence.segment,
                "text": sentence.text,
                "start_ms": start_ms,
                "end_ms": audio.duration_ms(pcm),
                "engine": sound.engine,
            }
        )
        pcm += audio.silence(GAP_MS)
    return bytes(pcm), cues


def _pcm_of(sound: Sound) -> bytes:
    if not sound.name:
        return audio.silence(LEAD_IN_MS)
    with default_storage.open(sound.name) as file:
        try:
            return audio.decode(file)
        except NotAudioError as damaged:
            reason = f"{sound.name} is damaged: {damaged}"
            raise NoVoiceError(reason) from damaged


def _tags(engines: Sequence[str]) -> dict[str, str]:
    """What the rules of 2025 ask for: a computer's voice says so in the file as well."""
    if not set(engines) - {Engine.HUMAN.value}:
        return {"title": "田间课堂 Fieldside"}
    return {
        "title": "田间课堂 Fieldside",
        "comment": f"{SYNTHETIC} ({', '.join(engines)})",
        "AIGC": '{"Label": "1", "ContentProducer": "Fieldside"}',
    }


def _store(fresh: Narration) -> bool:
    """Write the narration; False when another worker just wrote the very same."""
    values = {
        name: getattr(fresh, name)
        for name in ("language", "audio", "duration_ms", "cues", "engines", "made_from")
    }
    row, is_new = Narration.objects.get_or_create(key=fresh.key, defaults=values)
    if is_new:
        return True
    if _is_current(row, fresh.made_from):
        return False
    Narration.objects.filter(key=fresh.key).update(**values, made_at=timezone.now())
    return True
