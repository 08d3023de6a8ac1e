"""What organizers see first in the admin, and the checklist on a project's own page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from wagtail.admin.ui.components import Component

from accounts.decorators import StaffRequest
from accounts.models import User
from courses.models import TrainingProject
from courses.selectors.organizing import may_manage
from reports.models import Evidence, Submission, Verification
from reports.rules import checklist, counts, missing_before_submitting
from reports.selectors import evidence_for, facts_of, goal_summary, waiting_for
from reports.services.verification import why_not_verifiable_by

WAITING_SHOWN = 10


class GoalPanel(Component):
    """The number, and what waits for this person."""

    name = "goal"
    template_name = "reports/home_panel.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Read when the page is drawn."""
        user = parent_context["request"].user
        waiting = waiting_for(user, limit=WAITING_SHOWN + 1)
        return {
            "summary": goal_summary(),
            "waiting": waiting[:WAITING_SHOWN],
            "there_are_more": len(waiting) > WAITING_SHOWN,
        }


class ProjectPanel(Component):
    """What one project still needs, its evidence, and the way to verification."""

    name = "why_not_yet"
    template_name = "reports/project_panel.html"
    order = 10

    def __init__(self, request: StaffRequest, project: TrainingProject) -> None:
        self.request = request
        self.project = project

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The checklist, and which steps this person may take."""
        user, project = self.request.user, self.project
        facts = facts_of(project)
        submission = Submission.objects.filter(
            project=project, returned_at=None
        ).first()
        verification = Verification.objects.filter(project=project).first()
        is_open = submission is None and verification is None
        runs_it = is_open and may_manage(user, project)
        return {
            "project": project,
            "requirements": checklist(facts),
            "counts": counts(facts),
            "evidence": _evidence(user, project),
            "submission": None if verification else submission,
            "verification": verification,
            "may_change_evidence": runs_it and user.has_perm("reports.add_evidence"),
            "may_submit": runs_it
            and user.has_perm("reports.add_submission")
            and not missing_before_submitting(facts),
            **_verifying(user, submission),
            "csrf_token": parent_context.get("csrf_token"),
        }


def _evidence(user: User, project: TrainingProject) -> QuerySet[Evidence]:
    if not user.has_perm("reports.view_evidence"):
        return Evidence.objects.none()
    return evidence_for(user).filter(project=project)


def _verifying(user: User, submission: Submission | None) -> dict[str, Any]:
    if submission is None or not user.has_perm("reports.add_verification"):
        return {"may_verify": False, "why_not_verify": ""}
    reason = why_not_verifiable_by(submission=submission, person=user)
    return {"may_verify": not reason, "why_not_verify": reason}
