"""What learners did: events first, everything else derived from them."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.enums import COUNTING_STATES, EventKind, EventSource
from courses.exceptions import AppendOnly
from courses.models.projects import Cohort, CompletionRule, TrainingProject
from courses.models.scopes import scope
from courses.rules import (
    DEFAULT_RULE,
    Fact,
    LessonState,
    PassRule,
    Standard,
    covered_lessons,
    is_in_period,
)

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class EnrolmentQuerySet(models.QuerySet["Enrolment"]):
    """Questions about enrolments."""

    def visible_to(self, user: User | AnonymousUser) -> EnrolmentQuerySet:
        """The enrolments a member of staff may see: none unless something says so."""
        return self.filter(
            scope(user, organization="project__organization", cohort="cohort")
        )

    def active(self) -> EnrolmentQuerySet:
        """Enrolments nobody withdrew from."""
        return self.filter(withdrawn_at=None)

    def alone(self) -> EnrolmentQuerySet:
        """Learning outside any project."""
        return self.filter(project=None)

    def counting(self) -> EnrolmentQuerySet:
        """Enrolments that learning counts in today."""
        in_project = models.Q(
            project__status__in=COUNTING_STATES, rule__frozen_at__isnull=False
        )
        return self.active().filter(models.Q(project=None) | in_project)


class Enrolment(models.Model):
    """One learner in one training project; or, without a project, learning alone.

    Every learner who ever sent an event has one enrolment without a project.
    """

    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="enrolments"
    )
    project = models.ForeignKey(
        TrainingProject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="enrolments",
    )
    cohort = models.ForeignKey(
        Cohort, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    rule = models.ForeignKey(
        CompletionRule, models.PROTECT, null=True, blank=True, related_name="enrolments"
    )
    enrolled_at = models.DateTimeField(auto_now_add=True)
    enrolled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    completed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        """A learner is in a project once."""

        verbose_name = _("enrolment")
        verbose_name_plural = _("enrolments")
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "project"], name="one_enrolment_per_project"
            ),
            models.UniqueConstraint(
                fields=["learner"],
                condition=models.Q(project=None),
                name="one_enrolment_alone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.learner} – {self.project or _('learning alone')}"

    @property
    def pass_rule(self) -> PassRule:
        """How many answers of a lesson must be right in this enrolment."""
        return self.rule.pass_rule if self.rule else DEFAULT_RULE

    def covers(self, lesson_key: str) -> bool:
        """Whether a lesson belongs to the enrolment; alone, every lesson does."""
        if self.project_id is None:
            return True
        return self.rule is not None and lesson_key in covered_lessons(
            self.rule.courses
        )

    def counts(self, moment: datetime) -> bool:
        """Whether something that happened then counts in the enrolment."""
        if self.project is None:
            return True
        return is_in_period(moment, self.project.starts_on, self.project.last_day)


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
        Enrolment,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="events",
        help_text=_("Only for events about one enrolment, such as a completion."),
    )
    lesson_key = models.UUIDField()
    kind = models.CharField(max_length=12, choices=EventKind.choices)
    payload = models.JSONField(default=dict)
    occurred_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    received_at = models.DateTimeField(default=timezone.now)
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

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the event once; a second time is refused."""
        if not self._state.adding:
            raise AppendOnly(_("What happened is never changed afterwards."))
        super().save(*args, **kwargs)

    def as_fact(self) -> Fact:
        """The event as the rules see it."""
        is_completion = self.kind == EventKind.COMPLETED
        return Fact(
            kind=self.kind,
            counted_at=self.counted_at,
            step=self.payload.get("step", ""),
            question=self.payload.get("question", ""),
            is_right=self.payload.get("right", False),
            standard=Standard.from_payload(self.payload) if is_completion else None,
        )


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

    @property
    def state(self) -> LessonState:
        """The row as the rules say it."""
        return LessonState(
            steps_seen=tuple(self.steps_seen),
            questions_answered=tuple(self.questions_answered),
            questions_right=tuple(self.questions_right),
            last_event_at=self.last_event_at,
            completed_at=self.completed_at,
        )
