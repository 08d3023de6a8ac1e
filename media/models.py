"""Narration: audio addressed by what it says, never by who shows it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Engine(models.TextChoices):
    """Where a voice comes from, best first."""

    HUMAN = "human", _("Human voice")
    GTTS = "gtts", _("Computer voice (online)")
    ESPEAK = "espeak", _("Computer voice (offline)")


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
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
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
            models.UniqueConstraint(fields=["key", "engine"], name="one_clip_per_engine")
        ]

    def __str__(self) -> str:
        return self.spoken


class Narration(models.Model):
    """One audio file for one speech script, with the time of every sentence in it.

    `cues` is a list of {"segment", "text", "start_ms", "end_ms"} in the order of the
    script. `key` is the hash of the script: a changed text is another narration.
    """

    key = models.CharField(max_length=64, unique=True)
    language = models.CharField(max_length=12)
    audio = models.FileField(upload_to="narrations/")
    duration_ms = models.PositiveIntegerField()
    cues = models.JSONField(default=list)
    engines = models.JSONField(default=list)
    made_at = models.DateTimeField(auto_now=True)

    class Meta:
        """Names for the admin."""

        verbose_name = _("narration")
        verbose_name_plural = _("narrations")

    def __str__(self) -> str:
        return self.key[:12]
