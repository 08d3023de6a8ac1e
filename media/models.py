"""Narration: audio addressed by what it says, never by who shows it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from media.enums import Engine, JobState


class LexiconEntry(models.Model):
    """How a written word is spoken: APP, Wi-Fi, 12381."""

    language = models.CharField(_("language"), max_length=12)
    written = models.CharField(_("written"), max_length=60)
    spoken = models.CharField(_("spoken"), max_length=120)

    class Meta:
        """One reading per word and language."""

        ordering = ["language", "written"]
        verbose_name = _("reading")
        verbose_name_plural = _("readings")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "written"], name="one_reading_per_word"
            )
        ]

    def __str__(self) -> str:
        return f"{self.written} → {self.spoken}"


class HumanRecording(models.Model):
    """One sentence read by a person; always wins over a computer voice."""

    language = models.CharField(_("language"), max_length=12)
    sentence = models.CharField(_("sentence"), max_length=400)
    sentence_key = models.CharField(max_length=64, editable=False, db_index=True)
    audio = models.FileField(_("recording"), upload_to="recordings/")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Names for the admin."""

        verbose_name = _("human recording")
        verbose_name_plural = _("human recordings")
        constraints = [
            models.UniqueConstraint(
                fields=["language", "sentence_key"], name="one_recording_per_sentence"
            )
        ]

    def __str__(self) -> str:
        return self.sentence


class Clip(models.Model):
    """The audio of one sentence by one engine, stored under the hash of what it says."""

    key = models.CharField(max_length=64)
    language = models.CharField(max_length=12)
    spoken = models.TextField()
    engine = models.CharField(max_length=8, choices=Engine.choices)
    audio = models.FileField(upload_to="clips/")
    duration_ms = models.PositiveIntegerField()
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """One clip per sentence and engine."""

        constraints = [
            models.UniqueConstraint(
                fields=["key", "engine"], name="one_clip_per_engine"
            )
        ]

    def __str__(self) -> str:
        return self.spoken


class Narration(models.Model):
    """One audio file for one speech script, with the time of every sentence in it.

    `cues` is a list of {"segment", "text", "start_ms", "end_ms", "engine"} in the order
    of the script. `key` is the hash of the script: a changed text is another narration.
    `made_from` is the hash of the clips it was joined from: it changes with a better voice.
    """

    key = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=12)
    audio = models.FileField(upload_to="narrations/")
    duration_ms = models.PositiveIntegerField()
    cues = models.JSONField(default=list)
    engines = models.JSONField(default=list)
    made_from = models.CharField(max_length=64, db_index=True)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Names for the admin."""

        verbose_name = _("narration")
        verbose_name_plural = _("narrations")

    def __str__(self) -> str:
        return self.key[:12]

    @property
    def address(self) -> str:
        """Where browsers get it: from us, whatever the storage is (media-src 'self')."""
        return f"{settings.MEDIA_URL}{self.audio.name}"


class NarrationJob(models.Model):
    """One request to narrate some scripts, with its progress and how it ended.

    `scripts` holds the scripts themselves, as `media.rules.script_to_json` writes them: the
    page may have changed again by the time the worker gets there.
    """

    label = models.CharField(_("what"), max_length=200, blank=True)
    scripts = models.JSONField()
    digest = models.CharField(max_length=64, db_index=True)
    improve = models.BooleanField(_("only to find a better voice"), default=False)
    state = models.CharField(
        _("state"), max_length=8, choices=JobState.choices, default=JobState.WAITING
    )
    sentences = models.PositiveIntegerField(_("sentences"), default=0)
    done = models.PositiveIntegerField(_("done"), default=0)
    reason = models.TextField(_("reason"), blank=True)
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last sign of life"), auto_now=True)

    class Meta:
        """Newest first; one job waits for the same scripts at a time."""

        ordering = ["-asked_at", "-pk"]
        verbose_name = _("narration job")
        verbose_name_plural = _("narration jobs")
        constraints = [
            models.UniqueConstraint(
                fields=["digest"],
                condition=models.Q(state="waiting"),
                name="one_waiting_job_per_digest",
            )
        ]

    def __str__(self) -> str:
        return self.label or str(self.pk)
