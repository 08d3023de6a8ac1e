"""What organizers and trainers may see and change, and the lists they look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.enums import Role
from accounts.models import Organization, Region, User
from accounts.rules import is_card_number, typed_digits
from courses.enums import OPEN_STATES
from courses.models import (
    Cohort,
    CoursePage,
    Enrolment,
    LessonProgress,
    TrainingProject,
)
from courses.rules import required_lessons

SEARCH_LIMIT = 30


def organizations_of(user: User) -> QuerySet[Organization]:
    """The organizations a person may run projects for."""
    if user.has_role(Role.ADMINISTRATOR):
        return Organization.objects.all()
    if user.has_role(Role.ORGANIZER):
        return Organization.objects.filter(people=user)
    return Organization.objects.none()


def managed_projects(user: User) -> QuerySet[TrainingProject]:
    """The projects a person may change: trainers look, organizers run."""
    return TrainingProject.objects.visible_to(user).filter(
        organization__in=organizations_of(user)
    )


def visible_project(user: User, pk: int) -> TrainingProject:
    """One project; somebody else's is as unknown as one that does not exist (404)."""
    projects = TrainingProject.objects.visible_to(user)
    return get_object_or_404(projects.select_related("organization", "region"), pk=pk)


def managed_project(user: User, pk: int) -> TrainingProject:
    """One project to change: unknown (404), or refused when one may only look at it."""
    project = visible_project(user, pk)
    _refuse_lookers(user, project)
    return project


def visible_cohort(user: User, pk: int) -> Cohort:
    """One cohort; somebody else's is as unknown as one that does not exist (404)."""
    cohorts = Cohort.objects.visible_to(user)
    return get_object_or_404(
        cohorts.select_related("project__organization", "project__region", "region"),
        pk=pk,
    )


def managed_cohort(user: User, pk: int) -> Cohort:
    """One cohort to change: unknown (404), or refused when one may only look at it."""
    cohort = visible_cohort(user, pk)
    _refuse_lookers(user, cohort.project)
    return cohort


def may_manage(user: User, project: TrainingProject) -> bool:
    """Whether a person runs the project."""
    return organizations_of(user).filter(pk=project.organization_id).exists()


def _refuse_lookers(user: User, project: TrainingProject) -> None:
    if not may_manage(user, project):
        raise PermissionDenied


def courses_to_offer() -> list[CoursePage]:
    """Each published course once, in the language of the site where there is one."""
    by_key: dict[object, CoursePage] = {}
    courses = CoursePage.objects.live().select_related("locale")
    for course in courses.order_by("locale__pk", "path"):
        by_key.setdefault(course.translation_key, course)
    return list(by_key.values())


def trainers_to_offer(project: TrainingProject) -> QuerySet[User]:
    """Trainers of the project's organization, and those who belong to none."""
    people: QuerySet[User] = User.objects.filter(
        Q(organization=project.organization) | Q(organization=None),
        is_active=True,
        groups__name=Role.TRAINER,
    )
    return people.order_by("display_name", "pk").distinct()


def learners_visible_to(user: User) -> QuerySet[User]:
    """The learners of the projects a person runs or teaches in."""
    seen = Enrolment.objects.visible_to(user).filter(project__isnull=False)
    learners: QuerySet[User] = User.objects.filter(pk__in=seen.values("learner"))
    return learners


def find_learners(user: User, words: str) -> QuerySet[User]:
    """Learners by name or village among those the person may see.

    A learner who shows the card is found by its whole number, wherever she learns.
    """
    words = words.strip()
    people: QuerySet[User] = User.objects.filter(is_active=True, is_staff=False)
    if not words:
        return people.none()
    by_words = Q(display_name__icontains=words) | Q(region__full_name__icontains=words)
    found = Q(pk__in=learners_visible_to(user).filter(by_words).values("pk"))
    number = typed_digits(words)
    if is_card_number(number):
        found |= Q(learning_cards__number=number, learning_cards__revoked_at=None)
    learners = people.filter(found)
    return learners.select_related("region").distinct().order_by("display_name", "pk")


def own_cohorts(user: User) -> list[Cohort]:
    """The cohorts somebody teaches, in projects that are not over."""
    cohorts = Cohort.objects.visible_to(user).filter(
        trainers=user, project__status__in=OPEN_STATES
    )
    return list(cohorts.select_related("project", "region").order_by("project", "name"))


@dataclass(frozen=True)
class CohortTally:
    """How a cohort stands."""

    cohort: Cohort
    learners: int
    started: int
    completed: int
    active_today: int


def cohort_tallies(cohorts: Iterable[Cohort]) -> list[CohortTally]:
    """How each cohort stands, in two queries however many there are."""
    cohorts = list(cohorts)
    enrolments = Enrolment.objects.filter(cohort__in=cohorts).active()
    members = _by_cohort(
        enrolments,
        "cohort",
        learners=Count("pk"),
        completed=Count("pk", filter=Q(completed_at__isnull=False)),
    )
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    learned_today = Q(last_event_at__gte=today)
    active = _by_cohort(
        LessonProgress.objects.filter(enrolment__in=enrolments),
        "enrolment__cohort",
        started=Count("enrolment", distinct=True),
        active_today=Count("enrolment", distinct=True, filter=learned_today),
    )
    nobody = {"learners": 0, "completed": 0, "started": 0, "active_today": 0}
    return [
        CohortTally(
            cohort, **(nobody | members.get(cohort.pk, {}) | active.get(cohort.pk, {}))
        )
        for cohort in cohorts
    ]


def _by_cohort(
    rows: QuerySet[Any], cohort: str, **figures: Count
) -> dict[int, dict[str, int]]:
    """Figures of each cohort, by its key."""
    counted = rows.order_by().values(cohort).annotate(**figures)
    return {row.pop(cohort): row for row in counted}


@dataclass(frozen=True)
class LearnerLine:
    """How far one learner is in a project."""

    enrolment: Enrolment
    lessons_done: int
    lessons_required: int
    last_activity: datetime | None

    @property
    def has_started(self) -> bool:
        """Whether anything at all was learned yet."""
        return self.last_activity is not None


def enrolments_to_follow(user: User, project: TrainingProject) -> QuerySet[Enrolment]:
    """Who takes part, as far as the person may see, the ones to look after first."""
    return (
        Enrolment.objects.visible_to(user)
        .filter(project=project)
        .active()
        .select_related("learner__region", "cohort", "rule", "project")
        .annotate(last_activity=Max("lesson_progress__last_event_at"))
        .order_by("completed_at", "learner__display_name", "pk")
    )


def learner_lines(enrolments: Iterable[Enrolment]) -> list[LearnerLine]:
    """How far each of these enrolments is, with one more query for all of them."""
    enrolments = list(enrolments)
    done: dict[int, set[str]] = {}
    rows = LessonProgress.objects.filter(
        enrolment__in=enrolments, completed_at__isnull=False
    )
    for enrolment_id, key in rows.values_list("enrolment_id", "lesson_key"):
        done.setdefault(enrolment_id, set()).add(str(key))
    return [_line(enrolment, done.get(enrolment.pk, set())) for enrolment in enrolments]


def _line(enrolment: Enrolment, done: set[str]) -> LearnerLine:
    required = (
        set(required_lessons(enrolment.rule.courses)) if enrolment.rule else set()
    )
    return LearnerLine(
        enrolment=enrolment,
        lessons_done=len(done & required),
        lessons_required=len(required),
        last_activity=getattr(enrolment, "last_activity", None),
    )


def find_regions(words: str) -> QuerySet[Region]:
    """Places by name or by the beginning of their code, the large ones first."""
    words = words.strip()
    if not words:
        return Region.objects.order_by("level", "code")
    found = Q(full_name__icontains=words) | Q(name__icontains=words)
    if words.isdigit():
        found = Q(code__startswith=words)
    return Region.objects.filter(found).order_by("level", "code")


def is_overdue(project: TrainingProject, today: date | None = None) -> bool:
    """Whether the planned period is over while the project still runs."""
    return project.ends_on < (today or timezone.localdate())
