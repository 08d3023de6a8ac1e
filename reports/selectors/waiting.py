"""What waits for one person, over the projects she may see."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from courses.enums import ProjectStatus
from courses.models import TrainingProject
from courses.selectors.organizing import managed_projects
from reports.enums import Actor, Need
from reports.models import Evidence, Submission
from reports.rules import Requirement, next_step
from reports.selectors.facts import facts_by_project
from reports.selectors.projects import countable_projects

LOOKED_AT = 200  # the home screen stays quick with thousands of projects


@dataclass(frozen=True)
class Waiting:
    """One project and the first thing in it that waits for the person."""

    project: TrainingProject
    requirement: Requirement


def waiting_for(user: User, *, limit: int) -> list[Waiting]:
    """The next step of each open project, where this person can take it today.

    Organizers act for their own projects; whoever may verify acts for submitted ones,
    but not for what she submitted or filed herself.
    """
    projects = _open_projects(user)
    own = managed_projects(user).filter(pk__in=[project.pk for project in projects])
    managed = set(own.values_list("pk", flat=True))
    actors, today = _actors(user), timezone.localdate()
    facts = facts_by_project(projects)
    own_work = _own_work(user, projects)
    waiting = []
    for project in projects:
        mine = actors if project.pk in managed else actors & {Actor.VERIFIER}
        requirement = next_step(facts[project.pk], mine, today)
        if requirement and not _is_own_work(requirement, project, own_work):
            waiting.append(Waiting(project, requirement))
    return waiting[:limit]


def _open_projects(user: User) -> list[TrainingProject]:
    """What does not count yet, the one that ends first in front."""
    projects = countable_projects().filter(
        pk__in=TrainingProject.objects.visible_to(user), verification=None
    )
    unfinished = projects.exclude(status=ProjectStatus.CANCELLED)
    return list(unfinished.order_by("ends_on", "pk")[:LOOKED_AT])


def _own_work(user: User, projects: list[TrainingProject]) -> set[int]:
    """Projects the person submitted or filed evidence for: somebody else verifies."""
    submitted = Submission.objects.filter(
        project__in=projects, returned_at=None, submitted_by=user
    )
    filed = Evidence.objects.filter(project__in=projects, added_by=user)
    return {
        *submitted.values_list("project", flat=True),
        *filed.values_list("project", flat=True),
    }


def _is_own_work(
    requirement: Requirement, project: TrainingProject, own_work: set[int]
) -> bool:
    return requirement.need == Need.VERIFIED and project.pk in own_work


def _actors(user: User) -> set[Actor]:
    actors = set()
    if user.has_role(Role.ORGANIZER, Role.ADMINISTRATOR):
        actors.add(Actor.ORGANIZER)
    if user.has_perm("reports.add_verification"):
        actors.add(Actor.VERIFIER)
    return actors
