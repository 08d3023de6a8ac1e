"""Training projects: the unit of the 100+ goal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import Audience
from accounts.models import Organization, Region
from courses.enums import COUNTING_STATES, ProjectStatus
from courses.exceptions import RuleFrozen
from courses.models.scopes import scope
from courses.rules import CHINA, PassRule

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class TrainingProjectQuerySet(models.QuerySet["TrainingProject"]):
    """Questions about projects."""

    def visible_to(self, user: User | AnonymousUser) -> TrainingProjectQuerySet:
        """The projects a person may see: none unless something says so."""
        return self.filter(scope(user, organization="organization", cohort="cohorts"))

    def counting(self) -> TrainingProjectQuerySet:
        """Projects in which learning counts: running, or over and being wound up."""
        return self.filter(status__in=COUNTING_STATES)


class TrainingProject(models.Model):
    """A region, an organization, a period, an audience, courses and a target."""

    name = models.CharField(_("name"), max_length=120)
    organization = models.ForeignKey(
        Organization,
        models.PROTECT,
        related_name="projects",
        verbose_name=_("organization"),
    )
    region = models.ForeignKey(
        Region, models.PROTECT, related_name="projects", verbose_name=_("region")
    )
    audience = models.CharField(_("audience"), max_length=16, choices=Audience.choices)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    target_completed = models.PositiveIntegerField(
        _("target: learners who complete"), validators=[MinValueValidator(1)]
    )
    planned_online_percent = models.PositiveSmallIntegerField(
        _("planned share of online learning, per cent"),
        default=100,
        validators=[MaxValueValidator(100)],
    )
    status = models.CharField(
        _("state"),
        max_length=12,
        choices=ProjectStatus.choices,
        default=ProjectStatus.DRAFT,
    )
    started_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = TrainingProjectQuerySet.as_manager()

    class Meta:
        """Names for the admin."""

        ordering = ["-starts_on", "name"]
        verbose_name = _("training project")
        verbose_name_plural = _("training projects")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def last_day(self) -> date:
        """The last day learning counts: the planned end, or earlier when closed early."""
        if self.ended_at is None:
            return self.ends_on
        return min(self.ends_on, self.ended_at.astimezone(CHINA).date())

    @property
    def current_rule(self) -> CompletionRule | None:
        """The newest frozen rule: the one a new enrolment starts with."""
        return self.rules.exclude(frozen_at=None).order_by("-version").first()


class ProjectCourse(models.Model):
    """A course that belongs to a project, by the key it has in every language."""

    project = models.ForeignKey(
        TrainingProject, models.CASCADE, related_name="project_courses"
    )
    course = models.ForeignKey(
        "courses.CoursePage", models.PROTECT, related_name="+", verbose_name=_("course")
    )
    is_required = models.BooleanField(_("needed to complete the project"), default=True)

    class Meta:
        """A course stands in a project once."""

        constraints = [
            models.UniqueConstraint(
                fields=["project", "course"], name="course_once_in_project"
            )
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.course}"


class CompletionRule(models.Model):
    """What "complete" means in one project. Frozen when the project starts.

    `courses` is the snapshot taken at that moment:
    [{"course": key, "required": bool, "lessons": [{"key": …, "required": bool}]}].
    A later change makes a new version; enrolments keep the version they started with.
    """

    project = models.ForeignKey(TrainingProject, models.CASCADE, related_name="rules")
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    right_needed = models.PositiveSmallIntegerField(
        _("right answers needed"), default=2
    )
    right_of = models.PositiveSmallIntegerField(_("out of"), default=3)
    courses = models.JSONField(default=list, editable=False)
    frozen_at = models.DateTimeField(null=True, blank=True, editable=False)
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        """One row per version."""

        ordering = ["project", "-version"]
        verbose_name = _("completion rule")
        verbose_name_plural = _("completion rules")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "version"], name="one_rule_per_version"
            ),
            models.CheckConstraint(
                condition=models.Q(right_of__gte=models.F("right_needed"))
                & models.Q(right_needed__gte=1),
                name="rule_asks_for_something_possible",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project} v{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the rule, unless it is in use: then only a new version may differ."""
        self._refuse_if_frozen()
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Remove a rule nobody started with."""
        self._refuse_if_frozen()
        return super().delete(*args, **kwargs)

    @property
    def pass_rule(self) -> PassRule:
        """How many answers of a lesson must be right."""
        return PassRule(self.right_needed, self.right_of)

    def _refuse_if_frozen(self) -> None:
        stored = CompletionRule.objects.filter(pk=self.pk).exclude(frozen_at=None)
        if self.pk and stored.exists():
            raise RuleFrozen(
                _("This completion rule is in use. Make a new version of it instead.")
            )


class CohortQuerySet(models.QuerySet["Cohort"]):
    """Questions about cohorts."""

    def visible_to(self, user: User | AnonymousUser) -> CohortQuerySet:
        """The cohorts a person may see: none unless something says so."""
        return self.filter(scope(user, organization="project__organization", cohort=""))


class Cohort(models.Model):
    """The learners of one village in one project, and who teaches them."""

    project = models.ForeignKey(
        TrainingProject,
        models.CASCADE,
        related_name="cohorts",
        verbose_name=_("project"),
    )
    name = models.CharField(_("name"), max_length=80)
    region = models.ForeignKey(
        Region, models.PROTECT, null=True, blank=True, verbose_name=_("village")
    )
    trainers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="cohorts_taught",
        verbose_name=_("trainers"),
    )

    objects = CohortQuerySet.as_manager()

    class Meta:
        """A cohort's name is unique within its project."""

        ordering = ["project", "name"]
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "name"], name="one_cohort_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
