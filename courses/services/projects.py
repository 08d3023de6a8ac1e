"""The life of a training project: start, end, a new rule, and who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.enums import OPEN_STATES, ProjectStatus
from courses.exceptions import (
    ProjectClosed,
    ProjectNotReady,
    WrongCohort,
    WrongProjectState,
)
from courses.models import Cohort, CompletionRule, Enrolment, TrainingProject
from courses.rules import DEFAULT_RULE, PassRule
from courses.selectors.projects import snapshot_courses, what_is_missing_to_start
from courses.services.derivation import lock_learners, refresh_learners

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def start_project(*, project: TrainingProject, by: User | None) -> CompletionRule:
    """Start a planned project and freeze what "complete" means in it.

    The completion rule prepared while planning (else the default, two of three) gets a
    snapshot of the project's courses and their lessons and is never changed again. Who
    was enrolled before starts under it, and learning of the period so far counts at once.

    Raises `WrongProjectState` when the project is not being planned any more, and
    `ProjectNotReady` when a course or a lesson to complete is missing. Nothing is
    changed then.
    """
    project = _locked(project)
    _expect(project, ProjectStatus.DRAFT)
    missing = what_is_missing_to_start(project)
    if missing:
        raise ProjectNotReady(" ".join(missing))
    rule = project.rules.filter(frozen_at=None).first() or CompletionRule(
        project=project
    )
    _freeze(rule, by)
    project.status = ProjectStatus.RUNNING
    project.started_at = timezone.now()
    project.save(update_fields=["status", "started_at"])
    project.enrolments.filter(rule=None).update(rule=rule)
    refresh_learners(project.enrolments.values_list("learner_id", flat=True))
    return rule


@transaction.atomic
def end_project(*, project: TrainingProject, by: User | None) -> TrainingProject:
    """Close a running project; nobody can be enrolled afterwards.

    What learners did up to that day still counts when their phones send it later.
    Raises `WrongProjectState` when the project is not running.
    """
    project = _locked(project)
    _expect(project, ProjectStatus.RUNNING)
    project.status = ProjectStatus.ENDED
    project.ended_at = timezone.now()
    project.save(update_fields=["status", "ended_at"])
    return project


@transaction.atomic
def cancel_project(*, project: TrainingProject, by: User | None) -> TrainingProject:
    """Give a project up before its end. Its records stay; it never counts.

    Raises `WrongProjectState` when it has ended or was cancelled already.
    """
    project = _locked(project)
    _expect(project, *OPEN_STATES)
    project.status = ProjectStatus.CANCELLED
    project.save(update_fields=["status"])
    return project


@transaction.atomic
def new_rule_version(
    *, project: TrainingProject, by: User | None, pass_rule: PassRule = DEFAULT_RULE
) -> CompletionRule:
    """Make and freeze the next version of a running project's completion rule.

    It takes a new snapshot of the project's courses. Enrolments keep the version they
    started with; only later ones start under the new one.
    Raises `WrongProjectState` and `ProjectNotReady` as `start_project` does.
    """
    project = _locked(project)
    _expect(project, ProjectStatus.RUNNING)
    missing = what_is_missing_to_start(project)
    if missing:
        raise ProjectNotReady(" ".join(missing))
    newest = project.rules.aggregate(version=Max("version"))["version"] or 0
    rule = CompletionRule(
        project=project,
        version=newest + 1,
        right_needed=pass_rule.right_needed,
        right_of=pass_rule.right_of,
    )
    _freeze(rule, by)
    return rule


@transaction.atomic
def enrol(
    *, learner: User, project: TrainingProject, cohort: Cohort | None, by: User | None
) -> Enrolment:
    """Enrol a learner in a project and count what was learned in its period already.

    Doing it twice changes nothing. Somebody who is in the project already moves to the
    given cohort; somebody who had withdrawn comes back.

    Raises `ProjectClosed` for an ended or cancelled project, and `WrongCohort` for a
    cohort of another project.
    """
    if cohort is not None and cohort.project_id != project.pk:
        raise WrongCohort(_("This cohort belongs to another project."))
    project = _locked(project)
    if project.status not in OPEN_STATES:
        raise ProjectClosed(
            _("“%(project)s” is over: nobody can be enrolled any more.")
            % {"project": project.name}
        )
    lock_learners([learner.pk])
    enrolment, is_new = Enrolment.objects.get_or_create(
        learner=learner,
        project=project,
        defaults={"cohort": cohort, "rule": project.current_rule, "enrolled_by": by},
    )
    if is_new or _came_back_or_moved(enrolment, cohort):
        refresh_learners([learner.pk])
        enrolment.refresh_from_db()
    return enrolment


@transaction.atomic
def withdraw(*, enrolment: Enrolment, by: User | None) -> None:
    """Take somebody out of a project. What was reached stays; nothing more is added."""
    Enrolment.objects.active().filter(pk=enrolment.pk).update(
        withdrawn_at=timezone.now()
    )


def _locked(project: TrainingProject) -> TrainingProject:
    return TrainingProject.objects.select_for_update(no_key=True).get(pk=project.pk)


def _expect(project: TrainingProject, *states: ProjectStatus) -> None:
    if project.status not in states:
        raise WrongProjectState(
            _(
                "“%(project)s” is in the state “%(state)s”: this is not possible any more."
            )
            % {"project": project.name, "state": project.get_status_display()}
        )


def _freeze(rule: CompletionRule, by: User | None) -> None:
    rule.courses = snapshot_courses(rule.project)
    rule.frozen_at = timezone.now()
    rule.frozen_by = by
    rule.save()


def _came_back_or_moved(enrolment: Enrolment, cohort: Cohort | None) -> bool:
    """Write what changed; say whether anything did."""
    new_cohort = cohort or enrolment.cohort
    if enrolment.withdrawn_at is None and new_cohort == enrolment.cohort:
        return False
    enrolment.cohort = new_cohort
    enrolment.withdrawn_at = None
    if enrolment.rule is None and enrolment.project is not None:
        enrolment.rule = enrolment.project.current_rule
    enrolment.save(update_fields=["cohort", "withdrawn_at", "rule"])
    return True
