"""From "we are done" to "it counts": submit, hand back, verify."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from courses.models import TrainingProject
from reports.exceptions import Refusal
from reports.models import Submission, Verification
from reports.rules import missing_before_submitting
from reports.selectors import facts_of


def submit(*, project: TrainingProject, submitted_by: User) -> Submission:
    """Ask for verification. Raises `Refusal` naming what is still missing."""
    facts = facts_of(project)
    if facts.is_verified:
        raise Refusal(_("The project was already verified."))
    if missing := missing_before_submitting(facts):
        raise Refusal(" ".join(line.words for line in missing))
    try:
        with transaction.atomic():
            return Submission.objects.create(project=project, submitted_by=submitted_by)
    except IntegrityError as error:
        raise Refusal(_("The project was already submitted.")) from error


@transaction.atomic
def hand_back(*, project: TrainingProject, returned_by: User, reason: str) -> None:
    """Give a submission back to the organizer, with what is missing."""
    handed_back = Submission.objects.filter(project=project, returned_at=None)
    if Verification.objects.filter(project=project).exists():
        raise Refusal(_("The project was already verified."))
    if not handed_back.update(
        returned_by=returned_by, returned_at=timezone.now(), return_reason=reason
    ):
        raise Refusal(_("The project is not submitted."))


def verify(
    *, project: TrainingProject, verified_by: User, note: str = ""
) -> Verification:
    """Make the project count from today. Raises `Refusal`, also for one's own work.

    Everything is looked at again at this moment, so that nothing that changed since the
    submission slips through.
    """
    try:
        with transaction.atomic():
            submission = _verifiable(project, verified_by)
            return Verification.objects.create(
                project=project,
                submitted_by=submission.submitted_by,
                verified_by=verified_by,
                note=note,
            )
    except IntegrityError as error:
        raise Refusal(_("The project was already verified.")) from error


def _verifiable(project: TrainingProject, person: User) -> Submission:
    """The open submission, held until it is verified; or `Refusal` with the reason."""
    open_ones = project.submissions.filter(returned_at=None)
    submission = open_ones.select_for_update().first()
    if submission is None:
        raise Refusal(_("The project is not submitted."))
    if reason := why_not_verifiable_by(submission=submission, person=person):
        raise Refusal(reason)
    if missing := missing_before_submitting(facts_of(project)):
        raise Refusal(" ".join(line.words for line in missing))
    return submission


def why_not_verifiable_by(*, submission: Submission, person: User) -> str:
    """Why this person may not verify this submission; empty when she may."""
    if submission.submitted_by_id == person.pk:
        return _("You submitted this project. A second person has to verify it.")
    if submission.project.evidence.filter(added_by=person).exists():
        return _(
            "You added evidence to this project. A second person has to verify it."
        )
    return ""
