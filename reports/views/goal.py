"""How many training projects count toward the goal, and why the others do not yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Organization
from courses.enums import ProjectStatus
from courses.models import TrainingProject
from reports.models import ProgrammeGoal
from reports.rules import ProjectFacts, Requirement, counts, why_not_yet
from reports.selectors import (
    countable_projects,
    facts_by_project,
    goal_summary,
    people_in,
)
from reports.views.spreadsheets import SafeSpreadsheetMixin


@dataclass(frozen=True)
class ProjectLine:
    """One project as the list and the spreadsheet show it."""

    project: TrainingProject
    facts: ProjectFacts

    @property
    def pk(self) -> int:
        """Key of the project."""
        return self.project.pk

    @property
    def name(self) -> str:
        """Name of the project."""
        return self.project.name

    @property
    def organization(self) -> str:
        """Who runs it."""
        return self.project.organization.name

    @property
    def region(self) -> str:
        """Where it runs, in words."""
        return str(self.project.region)

    @property
    def region_code(self) -> str:
        """Where it runs, as the official code."""
        return self.project.region.code

    @property
    def audience(self) -> str:
        """Whom it is for."""
        return self.project.get_audience_display()

    @property
    def starts_on(self) -> date:
        """First planned day."""
        return self.project.starts_on

    @property
    def ends_on(self) -> date:
        """Last planned day."""
        return self.project.ends_on

    @property
    def state(self) -> str:
        """Where the project stands, in one word."""
        if self.counts:
            return str(_("Counts"))
        if self.facts.is_submitted and not self.facts.is_cancelled:
            return str(_("Waits for verification"))
        return self.project.get_status_display()

    @property
    def counts(self) -> bool:
        """Whether it is one of the hundred."""
        return counts(self.facts)

    @property
    def verified_at(self) -> datetime | None:
        """The moment it began to count."""
        return self.project.verification.verified_at if self.counts else None

    @property
    def why_not_yet(self) -> list[Requirement]:
        """What is missing."""
        return why_not_yet(self.facts)

    @property
    def missing(self) -> str:
        """What is missing, as one text."""
        return " ".join(line.words for line in self.why_not_yet)

    @property
    def next_actor(self) -> str:
        """Who has to act next."""
        reasons = self.why_not_yet
        return str(reasons[0].actor.label) if reasons else ""


class GoalFilters(WagtailFilterSet):
    """Narrows the list of projects."""

    status = django_filters.ChoiceFilter(
        label=_("State"), choices=ProjectStatus.choices
    )
    counts = django_filters.BooleanFilter(label=_("Counts"), method="by_counting")
    organization = django_filters.ModelChoiceFilter(
        label=_("Organization"), queryset=Organization.objects.none()
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["organization"].queryset = Organization.objects.filter(
            projects__in=TrainingProject.objects.visible_to(self.request.user)
        ).distinct()

    class Meta:
        """What can be chosen."""

        model = TrainingProject
        fields = ["status", "counts", "organization"]

    def by_counting(
        self, projects: QuerySet[TrainingProject], _name: str, value: bool
    ) -> QuerySet[TrainingProject]:
        """Those that count, or those that do not yet."""
        counting = Q(verification__isnull=False) & ~Q(status=ProjectStatus.CANCELLED)
        return projects.filter(counting) if value else projects.exclude(counting)


class GoalView(SafeSpreadsheetMixin, ReportView):
    """The goal page: the number, then every project the person may see."""

    template_name = "reports/goal.html"
    results_template_name = "reports/goal_results.html"
    page_title = _("Goal")
    header_icon = "site"
    index_url_name = "reports:goal"
    index_results_url_name = "reports:goal_results"
    permission_policy = ModelPermissionPolicy(ProgrammeGoal)
    any_permission_required = ["view", "change"]
    filterset_class = GoalFilters
    paginate_by = 20
    model = TrainingProject
    export_filename = "training-projects"
    export_headings = {
        "name": _("Training project"),
        "organization": _("Organization"),
        "region": _("Region"),
        "region_code": _("Region code"),
        "audience": _("Audience"),
        "starts_on": _("Starts on"),
        "ends_on": _("Ends on"),
        "state": _("State"),
        "facts.target_completed": _("Target"),
        "facts.enrolments": _("Enrolments"),
        "facts.completed": _("Completed enrolments"),
        "facts.evidence": _("Pieces of evidence"),
        "verified_at": _("Verified at"),
        "missing": _("What is missing"),
        "next_actor": _("Who acts next"),
    }
    list_export = list(export_headings)

    def get_base_queryset(self) -> QuerySet[TrainingProject]:
        """Only what the person may see, without projects made to try things out."""
        visible = TrainingProject.objects.visible_to(self.request.user)
        projects: QuerySet[TrainingProject] = (
            countable_projects()
            .filter(pk__in=visible)
            .select_related("organization", "region", "verification")
        )
        listed: QuerySet[TrainingProject] = projects.order_by(
            "-starts_on", "name", "pk"
        )
        return listed

    def get_filtered_queryset(self) -> QuerySet[TrainingProject]:
        """Filtered once: `get_queryset` does it already."""
        projects: QuerySet[TrainingProject] = self.get_queryset()
        return projects

    def decorate_paginated_queryset(
        self, object_list: Iterable[TrainingProject]
    ) -> list[ProjectLine]:
        """Read the facts of the projects on this page only."""
        projects = list(object_list)
        facts = facts_by_project(projects)
        return [ProjectLine(project, facts[project.pk]) for project in projects]

    @cached_property
    def header_buttons(self) -> list[HeaderButton]:
        """Editing the goal, for those who may."""
        goal = ProgrammeGoal.objects.first()
        if goal is None or not self.user_has_permission("change"):
            return []
        return [
            HeaderButton(
                label=_("Edit goal"),
                url=reverse("programme_goal:edit", args=[goal.pk]),
                icon_name="edit",
            )
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The number at the head, and people counted once."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        if not self.is_export:
            context["summary"] = goal_summary()
            context["people"] = people_in(self.get_base_queryset())
        return context
