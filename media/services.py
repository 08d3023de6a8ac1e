"""Asking for narrations, running what was asked for, and keeping people's recordings."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from accessibility.page_cache import forget_pages
from media import audio, registry, voices
from media.enums import JobState
from media.exceptions import NoVoiceError
from media.models import HumanRecording, Narration, NarrationJob
from media.narrating import Made, narrate
from media.rules import (
    SpeechScript,
    script_from_json,
    script_key,
    script_sentences,
    script_to_json,
    sentence_key,
)
from media.selectors import narrations_for

if TYPE_CHECKING:
    from accounts.models import User

logger = logging.getLogger(__name__)

SENTENCES_PER_JOB = (
    150  # with the online voice about four minutes, under Q_CLUSTER.timeout
)
STALE_AFTER = timedelta(minutes=3)  # a running job without a sign of life was killed
JOBS_KEPT = 200
RETRY_AFTER = timedelta(hours=1)


def request_narration(
    scripts: Iterable[SpeechScript], *, label: str = "", again: bool = False
) -> list[NarrationJob]:
    """Queue what is not narrated yet; returns the jobs, [] when all of it is there.

    One call is one task, unless it is very long. `again` also takes scripts that have a
    narration, since a recording or a reading changed. Cheap, and safe inside a
    transaction: the worker is told when it commits.
    """
    unique = {script_key(script): script for script in scripts}
    ready = {} if again else narrations_for(unique.values())
    wanted = [script for key, script in unique.items() if key not in ready]
    return [_queue(part, label, improve=False) for part in _parts(wanted)]


def _parts(scripts: Sequence[SpeechScript]) -> Iterator[list[SpeechScript]]:
    """Portions a worker finishes within its time limit."""
    part: list[SpeechScript] = []
    count = 0
    for script in scripts:
        size = sum(1 for _sentence in script_sentences(script))
        if part and count + size > SENTENCES_PER_JOB:
            yield part
            part, count = [], 0
        part.append(script)
        count += size
    if part:
        yield part


def _queue(
    scripts: Sequence[SpeechScript], label: str, *, improve: bool
) -> NarrationJob:
    """A waiting job for these scripts; the one that waits already if there is one."""
    keys = sorted(script_key(script) for script in scripts)
    told = "\n".join([*keys, str(improve)])
    job, is_new = NarrationJob.objects.get_or_create(
        digest=hashlib.sha256(told.encode()).hexdigest(),
        state=JobState.WAITING,
        defaults={
            "label": label[:200],
            "scripts": [script_to_json(script) for script in scripts],
            "improve": improve,
            "sentences": sum(1 for s in scripts for _sentence in script_sentences(s)),
        },
    )
    if is_new:
        transaction.on_commit(lambda: _hand_over(job))
    return job


def _hand_over(job: NarrationJob) -> None:
    async_task("media.tasks.run_job", job.pk, task_name=f"narration {job.pk}")


def run_job(*, job_id: int) -> None:
    """Do what a job asks for. Twice at once, or after a crash, does no harm.

    A sentence nobody can say fails the job with the reason; the rest of it is made.
    """
    started = timezone.now()
    free = Q(state=JobState.WAITING) | Q(
        state=JobState.RUNNING, updated_at__lt=started - STALE_AFTER
    )
    mine = NarrationJob.objects.filter(free, pk=job_id).update(
        state=JobState.RUNNING, done=0, reason="", updated_at=started
    )
    if not mine:
        return
    job = NarrationJob.objects.get(pk=job_id)
    try:
        reasons, made = _run(job)
    except Exception:
        _finish(job, ["the worker met an error; the log says more"])
        raise
    _finish(job, reasons)
    show_anew(made)


def _run(job: NarrationJob) -> tuple[list[str], Made]:
    """The reasons of what could not be said, and what was made."""
    reasons: list[str] = []
    made = Made()
    for stored in job.scripts:
        script = script_from_json(stored)
        try:
            made += narrate(script=script, improve=job.improve)
        except NoVoiceError as error:
            reasons.append(str(error))
        count = sum(1 for _sentence in script_sentences(script))
        NarrationJob.objects.filter(pk=job.pk).update(
            done=F("done") + count, updated_at=timezone.now()
        )
    return reasons, made


def _finish(job: NarrationJob, reasons: Sequence[str]) -> None:
    state = JobState.FAILED if reasons else JobState.DONE
    reason = "\n".join(dict.fromkeys(reasons))
    NarrationJob.objects.filter(pk=job.pk).update(
        state=state, reason=reason, updated_at=timezone.now()
    )
    finished = NarrationJob.objects.filter(state__in=[JobState.DONE, JobState.FAILED])
    kept = finished.values_list("pk", flat=True)[:JOBS_KEPT]
    finished.exclude(pk__in=list(kept)).delete()


def run_again(*, job: NarrationJob) -> NarrationJob:
    """Queue a failed job's scripts once more."""
    scripts = [script_from_json(stored) for stored in job.scripts]
    NarrationJob.objects.filter(pk=job.pk, state=JobState.FAILED).delete()
    return _queue(scripts, job.label, improve=job.improve)


def keep_up() -> None:
    """What the schedule does: make what is missing, and try better voices when one is back.

    Jobs a crash left behind are handed to the worker anew. What is under way, or failed
    within the last hour, is not asked for again.
    """
    lately = timezone.now() - RETRY_AFTER
    unfinished = NarrationJob.objects.filter(state__in=JobState.unfinished())
    for job in unfinished.filter(updated_at__lt=lately):
        _hand_over(job)
    failed = NarrationJob.objects.filter(state=JobState.FAILED, updated_at__gt=lately)
    request_missing(besides=[*unfinished, *failed])
    if not unfinished.exists():
        improve_narrations([script for _label, script in registry.known_scripts()])


def request_missing(*, besides: Iterable[NarrationJob] = ()) -> list[NarrationJob]:
    """Queue every known script that has no sound, besides those these jobs hold."""
    held = {
        script_key(script_from_json(stored))
        for job in besides
        for stored in job.scripts
    }
    wanted = [
        script
        for _label, script in registry.known_scripts()
        if script_key(script) not in held
    ]
    return request_narration(wanted, label=_("What was missing"))


def improve_narrations(known: Sequence[SpeechScript]) -> list[NarrationJob]:
    """Queue the narrations a fallback voice made, if a better voice answers now."""
    by_key = {script_key(script): script for script in known}
    rows = Narration.objects.filter(key__in=by_key).values_list("key", "engines")
    fallen_back = [
        by_key[key]
        for key, engines in rows
        if any(voices.better_than(engine) for engine in engines)
    ]
    if not fallen_back or not voices.best_is_back(fallen_back[0].language):
        return []
    return [
        _queue(part, _("A better voice"), improve=True) for part in _parts(fallen_back)
    ]


def show_anew(made: Made) -> None:
    """Let pages be rendered again when there is something new to hear on them."""
    if made.narrations:
        forget_pages()


def save_recording(
    *, sentence: str, language: str, pcm: bytes, recorded_by: User
) -> HumanRecording:
    """Keep a person's reading of a sentence, and let every narration that holds it be made
    again. An earlier reading of the same sentence is replaced."""
    content = audio.encode_flac(pcm)
    name = f"recordings/{hashlib.sha256(content).hexdigest()[:40]}.flac"
    if not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(content))
    with transaction.atomic():
        recording, _is_new = HumanRecording.objects.update_or_create(
            language=language,
            sentence_key=sentence_key(sentence, language),
            defaults={"sentence": sentence, "audio": name, "recorded_by": recorded_by},
        )
        renew_narrations(language=language, sentences={sentence})
    return recording


def delete_recording(*, recording: HumanRecording) -> None:
    """Take a reading back: the computer speaks that sentence again."""
    with transaction.atomic():
        recording.delete()
        renew_narrations(language=recording.language, sentences={recording.sentence})
    others = HumanRecording.objects.filter(audio=recording.audio.name)
    if not others.exists():
        default_storage.delete(recording.audio.name)


def renew_narrations(
    *, language: str, sentences: Iterable[str] = (), word: str = ""
) -> list[NarrationJob]:
    """Queue the known scripts that hold one of these sentences, or this written word."""
    keys = {sentence_key(sentence, language) for sentence in sentences}
    affected = [
        script
        for _label, script in registry.known_scripts()
        if script.language == language
        and any(
            sentence_key(item.text, language) in keys or (word and word in item.text)
            for item in script_sentences(script)
        )
    ]
    return request_narration(affected, again=True)
