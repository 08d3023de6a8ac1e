"""The goal page, evidence and verification in the admin."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.decorators import StaffRequest
from accounts.enums import Role
from courses.models import TrainingProject
from reports.models import ProgrammeGoal
from reports.panels import GoalPanel, ProjectPanel
from reports.views import evidence, goal, verification
from reports.viewsets import goal_viewset

REPORT_URLS = [
    path("goal/", goal.GoalView.as_view(), name="goal"),
    path(
        "goal/results/", goal.GoalView.as_view(results_only=True), name="goal_results"
    ),
    path(
        "projects/<int:pk>/evidence/",
        evidence.AddEvidenceView.as_view(),
        name="add_evidence",
    ),
    path("evidence/<int:pk>/", evidence.evidence_file, name="evidence_file"),
    path("evidence/<int:pk>/remove/", evidence.remove, name="remove_evidence"),
    path("projects/<int:pk>/submit/", verification.submit_project, name="submit"),
    path("projects/<int:pk>/verify/", verification.verify_project, name="verify"),
    path(
        "projects/<int:pk>/hand-back/",
        verification.hand_back_project,
        name="hand_back",
    ),
]


@hooks.register("register_admin_viewset")
def register_goal_viewset() -> ViewSet:
    """The form for the goal."""
    return goal_viewset


@hooks.register("register_admin_urls")
def register_report_urls() -> list[URLPattern | URLResolver]:
    """Below Wagtail's own reports."""
    return [path("reports/", include((REPORT_URLS, "reports")))]


class GoalMenuItem(MenuItem):
    """Only for those who may see the goal."""

    def is_shown(self, request: StaffRequest) -> bool:
        """By permission."""
        policy = ModelPermissionPolicy(ProgrammeGoal)
        return bool(policy.user_has_any_permission(request.user, ["view", "change"]))


@hooks.register("register_reports_menu_item")
def register_goal_menu_item() -> MenuItem:
    """First among the reports."""
    return GoalMenuItem(
        _("Goal"),
        reverse("reports:goal"),
        name="goal",
        icon_name="success",
        order=10,
    )


@hooks.register("insert_global_admin_css")
def report_css() -> SafeString:
    """The goal page and the checklist."""
    return format_html('<link rel="stylesheet" href="{}">', static("reports/goal.css"))


@hooks.register("construct_homepage_panels")
def add_goal_panel(request: StaffRequest, panels: list[Component]) -> None:
    """The goal and what waits, for those who run the programme."""
    if request.user.has_role(Role.ORGANIZER, Role.ADMINISTRATOR):
        panels.append(GoalPanel())


@hooks.register("construct_project_panels")
def add_checklist(
    request: StaffRequest, project: TrainingProject, panels: list[Component]
) -> None:
    """Why the project does not count yet, on its own page."""
    panels.append(ProjectPanel(request, project))


@hooks.register("register_permissions")
def verification_permissions() -> QuerySet[Permission]:
    """So that the permissions can be given in the admin's own group editor."""
    return Permission.objects.filter(
        content_type__app_label="reports",
        content_type__model__in=["evidence", "submission", "verification"],
    )
