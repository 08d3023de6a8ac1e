"""Gathers what the completion rule needs to know, for many projects at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet

from courses.enums import ProjectStatus
from courses.models import Enrolment, LessonProgress, TrainingProject
from reports.models import Evidence, Submission, Verification
from reports.rules import ProjectFacts

STARTED = (ProjectStatus.RUNNING, ProjectStatus.ENDED)


def facts_of(project: TrainingProject) -> ProjectFacts:
    """The facts of one project, read now."""
    fresh = TrainingProject.objects.get(pk=project.pk)
    return facts_by_project([fresh])[fresh.pk]


def facts_by_project(projects: Iterable[TrainingProject]) -> dict[int, ProjectFacts]:
    """The facts of each project, in five queries however many there are."""
    projects = list(projects)
    counts = _Counts([project.pk for project in projects])
    return {project.pk: counts.facts_of(project) for project in projects}


class _Counts:
    """What the database says about some projects, each question asked once."""

    def __init__(self, keys: list[int]) -> None:
        self.enrolments = _enrolments(keys)
        self.lessons = _tally(
            LessonProgress.objects.filter(
                _real_learner("enrolment__"),
                enrolment__project__in=keys,
                completed_at__isnull=False,
            ),
            "enrolment__project",
        )
        self.evidence = _tally(Evidence.objects.filter(project__in=keys), "project")
        self.submissions = _latest_submissions(keys)
        verified = Verification.objects.filter(project__in=keys)
        self.verified = set(verified.values_list("project", flat=True))

    def facts_of(self, project: TrainingProject) -> ProjectFacts:
        """The facts of one of the projects."""
        enrolments, completed = self.enrolments.get(project.pk, (0, 0))
        lessons = self.lessons.get(project.pk, 0)
        submission = self.submissions.get(project.pk)
        is_verified = project.pk in self.verified
        is_open = submission is not None and submission.returned_at is None
        return ProjectFacts(
            is_started=project.status in STARTED,
            is_ended=project.status == ProjectStatus.ENDED,
            is_cancelled=project.status == ProjectStatus.CANCELLED,
            ends_on=project.ends_on,
            target_completed=project.target_completed,
            enrolments=enrolments,
            completed=completed,
            planned_online_percent=project.planned_online_percent,
            lessons_completed=lessons,
            lessons_online=lessons,  # a phone is the only way to learn a lesson
            evidence=self.evidence.get(project.pk, 0),
            is_submitted=is_open or is_verified,
            return_reason=submission.return_reason if submission else "",
            is_verified=is_verified,
        )


def _real_learner(prefix: str = "") -> Q:
    return Q(
        **{f"{prefix}learner__is_test": False, f"{prefix}withdrawn_at__isnull": True}
    )


def _enrolments(keys: list[int]) -> dict[int, tuple[int, int]]:
    rows = (
        Enrolment.objects.filter(_real_learner(), project__in=keys)
        .values("project")
        .annotate(
            everybody=Count("pk"),
            completed=Count("pk", filter=Q(completed_at__isnull=False)),
        )
        .order_by()
    )
    return {row["project"]: (row["everybody"], row["completed"]) for row in rows}


def _tally(rows: QuerySet[Any], by: str) -> dict[int, int]:
    return dict(rows.order_by().values_list(by).annotate(Count("pk")))


def _latest_submissions(keys: list[int]) -> dict[int, Submission]:
    rows = Submission.objects.filter(project__in=keys).order_by("submitted_at", "pk")
    return {row.project_id: row for row in rows}
