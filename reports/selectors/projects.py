"""Which projects and evidence a person may see, and which are part of the goal."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.models import User
from courses.models import TrainingProject
from reports.models import Evidence


def countable_projects() -> QuerySet[TrainingProject]:
    """Every project but those somebody made only to try things out."""
    return TrainingProject.objects.exclude(created_by__is_test=True)


def evidence_for(user: User) -> QuerySet[Evidence]:
    """The evidence of the projects a person may see."""
    return Evidence.objects.filter(
        project__in=TrainingProject.objects.visible_to(user)
    ).select_related("project", "added_by")
