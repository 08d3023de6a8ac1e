"""When a training project counts, and why it does not yet. Pure: facts in, words out.

The rule is DESIGN section 5: the project has ended, reached its target of completed
enrolments, was learned the way its plan says, has evidence, was submitted, and was
verified by a second person. The day of verification is the day it counts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from reports.enums import BEFORE_SUBMITTING, Actor, Need


@dataclass(frozen=True)
class ProjectFacts:
    """What is known about one project. Counts leave out people who only try things out.

    `lessons_online` are the completed lessons that were learned by phone, out of all
    `lessons_completed`; both count one lesson of one enrolment as one.
    """

    is_started: bool = False
    is_ended: bool = False
    is_cancelled: bool = False
    ends_on: date | None = None
    target_completed: int = 1
    enrolments: int = 0
    completed: int = 0
    planned_online_percent: int = 100
    lessons_completed: int = 0
    lessons_online: int = 0
    evidence: int = 0
    is_submitted: bool = False
    return_reason: str = ""
    is_verified: bool = False

    @property
    def online_percent(self) -> int:
        """Share of the completed lessons learned by phone, rounded down."""
        if not self.lessons_completed:
            return 0
        return self.lessons_online * 100 // self.lessons_completed


@dataclass(frozen=True)
class Requirement:
    """One line of the checklist."""

    need: Need
    is_met: bool
    actor: Actor
    words: str


def checklist(facts: ProjectFacts) -> list[Requirement]:
    """Every requirement in the order they are usually met, met or not."""
    return [
        _started(facts),
        _ended(facts),
        _target(facts),
        _teaching(facts),
        _evidence(facts),
        _submitted(facts),
        _verified(facts),
    ]


def why_not_yet(facts: ProjectFacts) -> list[Requirement]:
    """What is still missing before the project counts; empty when it counts."""
    if counts(facts):
        return []
    return [line for line in checklist(facts) if not line.is_met]


def counts(facts: ProjectFacts) -> bool:
    """Whether the project is one of the hundred.

    A verification stays, whatever is counted differently later; only cancelling the
    project takes it out of the goal.
    """
    return facts.is_verified and not facts.is_cancelled


def missing_before_submitting(facts: ProjectFacts) -> list[Requirement]:
    """What has to be mended before the organizer may submit."""
    return [
        line
        for line in checklist(facts)
        if line.need in BEFORE_SUBMITTING and not line.is_met
    ]


def next_step(
    facts: ProjectFacts, actors: Collection[Actor], today: date
) -> Requirement | None:
    """The first missing thing that one of these people can do something about now.

    Ending waits for the last planned day, evidence for the end, submitting for all that
    comes before it, and verifying for the submission.
    """
    if facts.is_cancelled:
        return None
    possible = {
        Need.STARTED: True,
        Need.ENDED: facts.is_started
        and (facts.ends_on is None or facts.ends_on < today),
        Need.TARGET: facts.is_started and not facts.is_ended,
        Need.TEACHING: facts.is_started and not facts.is_ended,
        Need.EVIDENCE: facts.is_ended,
        Need.SUBMITTED: not missing_before_submitting(facts),
        Need.VERIFIED: facts.is_submitted,
    }
    for line in why_not_yet(facts):
        if line.actor in actors and possible[line.need]:
            return line
    return None


def _started(facts: ProjectFacts) -> Requirement:
    if facts.is_cancelled:
        words = _("The project was cancelled.")
    elif facts.is_started:
        words = _("The project was started.")
    else:
        words = _("The project has not been started.")
    is_met = facts.is_started and not facts.is_cancelled
    return Requirement(Need.STARTED, is_met, Actor.ORGANIZER, words)


def _ended(facts: ProjectFacts) -> Requirement:
    if facts.is_ended:
        words = _("The project has ended.")
    elif facts.ends_on:
        words = _("The project has not been ended. It is planned to run until %(day)s.")
        words %= {"day": facts.ends_on.isoformat()}
    else:
        words = _("The project has not been ended.")
    return Requirement(Need.ENDED, facts.is_ended, Actor.ORGANIZER, words)


def _target(facts: ProjectFacts) -> Requirement:
    lacking = facts.target_completed - facts.completed
    is_met = lacking <= 0 < facts.completed
    figures = {"completed": facts.completed, "target": facts.target_completed}
    if is_met:
        words = _("%(completed)s learners completed it; the target was %(target)s.")
    elif not facts.enrolments:
        words = _("Nobody is enrolled yet. The target is %(target)s learners.")
    else:
        words = ngettext(
            "%(lacking)s learner still has to complete it: "
            "%(completed)s of %(target)s so far.",
            "%(lacking)s learners still have to complete it: "
            "%(completed)s of %(target)s so far.",
            max(lacking, 1),
        )
        figures["lacking"] = max(lacking, 1)
    actor = Actor.TRAINER if facts.enrolments else Actor.ORGANIZER
    return Requirement(Need.TARGET, is_met, actor, words % figures)


def _teaching(facts: ProjectFacts) -> Requirement:
    is_met = facts.lessons_completed > 0 and (
        facts.lessons_online * 100
        >= facts.planned_online_percent * facts.lessons_completed
    )
    figures = {
        "share": facts.online_percent,
        "planned": facts.planned_online_percent,
    }
    if not facts.lessons_completed:
        words = _("No lesson has been completed yet.")
    elif is_met:
        words = _(
            "%(share)s%% of the lessons were learned by phone; planned: %(planned)s%%."
        )
    else:
        words = _(
            "Only %(share)s%% of the lessons were learned by phone; planned: %(planned)s%%."
        )
    return Requirement(
        Need.TEACHING,
        is_met,
        Actor.TRAINER,
        words % figures if facts.lessons_completed else words,
    )


def _evidence(facts: ProjectFacts) -> Requirement:
    if facts.evidence:
        words = ngettext(
            "%(count)s piece of evidence.",
            "%(count)s pieces of evidence.",
            facts.evidence,
        ) % {"count": facts.evidence}
    else:
        words = _("There is no evidence yet, such as a photo of the sign-in sheet.")
    return Requirement(Need.EVIDENCE, facts.evidence > 0, Actor.ORGANIZER, words)


def _submitted(facts: ProjectFacts) -> Requirement:
    if facts.is_submitted:
        words = _("It was submitted for verification.")
    elif facts.return_reason:
        words = _("It was handed back: %(reason)s") % {"reason": facts.return_reason}
    else:
        words = _("It has not been submitted for verification.")
    return Requirement(Need.SUBMITTED, facts.is_submitted, Actor.ORGANIZER, words)


def _verified(facts: ProjectFacts) -> Requirement:
    words = (
        _("A second person verified it.")
        if facts.is_verified
        else _("A second person has not verified it yet.")
    )
    return Requirement(Need.VERIFIED, facts.is_verified, Actor.VERIFIER, words)


def percent(part: int, whole: int) -> int:
    """Share in whole per cent, rounded down and at most 100, so 99.9 is not 100."""
    if whole <= 0:
        return 0
    return min(100, part * 100 // whole)
