"""New learners with account, learning card and place in a project, many at once."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password
from django.db import transaction

from accounts.models import LearningCard, User
from accounts.models.people import learner_username
from accounts.services import issue_cards
from courses.models import Cohort, Enrolment

ROWS_AT_ONCE = 200


@transaction.atomic
def register_learners(
    people: Sequence[User], *, cohort: Cohort, by: User
) -> list[tuple[LearningCard, str]]:
    """Keep new people, give each a card, and enrol them in the cohort's project.

    Nobody of them has learned anything yet, so nothing has to be counted and the rows go
    in by the hundred. Each card comes with its PIN, told here once and kept nowhere.
    """
    for person in people:
        person.username = learner_username()
        person.password = make_password(None)
    learners = User.objects.bulk_create(people, batch_size=ROWS_AT_ONCE)
    rule = cohort.project.current_rule
    enrolments = [
        Enrolment(
            learner=learner,
            project=cohort.project,
            cohort=cohort,
            rule=rule,
            enrolled_by=by,
        )
        for learner in learners
    ]
    Enrolment.objects.bulk_create(enrolments, batch_size=ROWS_AT_ONCE)
    return issue_cards(learners=learners, issued_by=by)
