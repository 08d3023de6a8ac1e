"""The figures at the head of the goal page."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from courses.enums import ProjectStatus
from courses.models import Enrolment, TrainingProject
from reports.models import ProgrammeGoal
from reports.rules import percent
from reports.selectors.projects import countable_projects


@dataclass(frozen=True)
class GoalSummary:
    """How many training projects count, out of how many wanted."""

    goal: ProgrammeGoal | None
    counted: int

    @property
    def target(self) -> int:
        """How many projects are wanted; 0 before a goal was set."""
        return self.goal.target_projects if self.goal else 0

    @property
    def percent(self) -> int:
        """Share of the target, rounded down."""
        return percent(self.counted, self.target)


@dataclass(frozen=True)
class People:
    """Enrolments beside persons: somebody in two projects is one person."""

    enrolments: int
    persons: int
    completed_enrolments: int
    completed_persons: int


def goal_summary() -> GoalSummary:
    """The programme's state, over all organizations."""
    counted = countable_projects().filter(verification__isnull=False)
    return GoalSummary(
        goal=ProgrammeGoal.objects.first(),
        counted=counted.exclude(status=ProjectStatus.CANCELLED).count(),
    )


def people_in(projects: QuerySet[TrainingProject]) -> People:
    """Enrolments and persons over these projects; each person once."""
    completed = Q(completed_at__isnull=False)
    figures = Enrolment.objects.filter(
        project__in=projects.order_by().values("pk"),
        learner__is_test=False,
        withdrawn_at__isnull=True,
    ).aggregate(
        enrolments=Count("pk"),
        persons=Count("learner", distinct=True),
        completed_enrolments=Count("pk", filter=completed),
        completed_persons=Count("learner", distinct=True, filter=completed),
    )
    return People(**figures)
