"""What learners did: events first, everything else derived from them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.enums import EventKind, EventSource
from courses.models.projects import Cohort, CompletionRule, TrainingProject


class Enrolment(models.Model):
    """One learner in one training project; or, without a project, learning alone.

    Every learner who ever sent an event has one enrolment without a project.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments"
    )
    project = models.ForeignKey(
        TrainingProject, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    rule = models.ForeignKey(
        CompletionRule, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    enrolled_at = models.DateTimeField(auto_now_add=True)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    completed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """A learner is in a project once."""

        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "project"], name="one_enrolment_per_project"
            ),
            models.UniqueConstraint(
                fields=["learner"], condition=models.Q(project=None),
                name="one_enrolment_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} – {self.project or _('learning alone')}"


class ProgressEvent(models.Model):
    """One thing that happened. Append-only; the id is made once, on the phone.

    An event belongs to the learner and counts in each of the learner's enrolments whose
    project teaches the lesson and whose period holds `counted_at`. `occurred_at` is what
    the phone's clock said and may be nonsense; `counted_at` is that time when it is
    believable, else the time of receipt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="progress_events"
    )
    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, null=True, blank=True, related_name="events",
        help_text=_("Only for events about one enrolment, such as a completion."),
    )
    lesson_key = models.UUIDField()
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    payload = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    received_at = models.DateTimeField(auto_now_add=True)
    source = models.CharField(
        max_length=8, choices=EventSource.choices, default=EventSource.PHONE
    )

    class Meta:
        """Read by learner and lesson."""

        verbose_name = _("progress event")
        verbose_name_plural = _("progress events")
        indexes = [models.Index(fields=["learner", "lesson_key"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.lesson_key}"


class LessonProgress(models.Model):
    """How far one enrolment is in one lesson. Derived; never written by hand."""

    enrolment = models.ForeignKey(
        Enrolment, models.CASCADE, related_name="lesson_progress"
    )
    lesson_key = models.UUIDField()
    steps_seen = models.JSONField(default=list)
    questions_answered = models.JSONField(default=list)
    questions_right = models.JSONField(default=list)
    last_event_at = models.DateTimeField(null=True)
    completed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One row per enrolment and lesson."""

        verbose_name = _("lesson progress")
        verbose_name_plural = _("lesson progress")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "lesson_key"], name="one_progress_per_lesson"
            )
        ]

    def __str__(self) -> str:
        return f"{self.enrolment} {self.lesson_key}"
