"""New learners with account, learning card and place in a project, many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import User
from accounts.models.people import learner_username
from accounts.services import issue_cards
from courses.models import Cohort, Enrolment

ROWS_AT_ONCE = 200


@dataclass(frozen=True)
class NewCard:
    """A learning card just made. The PIN is told once and kept nowhere."""

    learner: User
    number: str
    pin: str


@transaction.atomic
def register_learners(
    people: Sequence[User], *, cohort: Cohort, by: User
) -> list[NewCard]:
    """Keep new people, give each a card, and enrol them in the cohort's project.

    Nobody of them has learned anything yet, so nothing has to be counted and the rows go
    in by the hundred.
    """
    for person in people:
        person.username = learner_username()
        person.password = make_password(None)
    learners = User.objects.bulk_create(people, batch_size=ROWS_AT_ONCE)
    rule = cohort.project.current_rule
    Enrolment.objects.bulk_create(
        [
            Enrolment(
                learner=learner,
                project=cohort.project,
                cohort=cohort,
                rule=rule,
                enrolled_by=by,
            )
            for learner in learners
        ],
        batch_size=ROWS_AT_ONCE,
    )
    return [
        NewCard(card.learner, card.number, pin)
        for card, pin in issue_cards(learners=learners, issued_by=by)
    ]
