"""What waits for one person, over the projects she may see."""

from __future__ import annotations

from dataclasses import dataclass

from accounts.enums import Role
from accounts.models import User
from courses.enums import ProjectStatus
from courses.models import TrainingProject
from courses.selectors.organizing import managed_projects
from reports.enums import Actor
from reports.rules import Requirement, why_not_yet
from reports.selectors.facts import facts_by_project
from reports.selectors.projects import countable_projects

LOOKED_AT = 200  # the home screen stays quick with thousands of projects


@dataclass(frozen=True)
class Waiting:
    """One project and the first thing in it that waits for the person."""

    project: TrainingProject
    requirement: Requirement


def waiting_for(user: User, *, limit: int) -> list[Waiting]:
    """The next step of each open project, where it is this person's to take.

    Organizers act for their own projects; whoever may verify acts for submitted ones.
    Something that cannot be done yet, such as ending a project before its last day, is
    not shown as waiting.
    """
    projects = list(
        countable_projects()
        .filter(pk__in=TrainingProject.objects.visible_to(user))
        .filter(verification=None)
        .exclude(status=ProjectStatus.CANCELLED)
        .order_by("ends_on", "pk")[:LOOKED_AT]
    )
    own = set(
        managed_projects(user)
        .filter(pk__in=[project.pk for project in projects])
        .values_list("pk", flat=True)
    )
    actors = _actors(user)
    facts = facts_by_project(projects)
    waiting = []
    for project in projects:
        first = why_not_yet(facts[project.pk])[0]
        is_mine = first.actor == Actor.VERIFIER or project.pk in own
        if first.actor in actors and is_mine:
            waiting.append(Waiting(project, first))
    return waiting[:limit]


def _actors(user: User) -> set[Actor]:
    actors = set()
    if user.has_role(Role.ORGANIZER, Role.ADMINISTRATOR):
        actors.add(Actor.ORGANIZER)
    if user.has_perm("reports.add_verification"):
        actors.add(Actor.VERIFIER)
    return actors
