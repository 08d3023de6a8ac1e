"""Everything derived, rebuilt from the events alone."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from courses.models import Enrolment, ProgressEvent
from courses.services.derivation import (
    LEARNERS_AT_ONCE,
    Difference,
    apply,
    derive_all,
    lock_learners,
    refresh_learners,
)
from lessons.rules import LessonOutline


def learners_to_recount() -> QuerySet[User]:
    """Everybody who did something or is enrolled somewhere, in a steady order."""
    mine = {"learner": OuterRef("pk")}
    has_work = Exists(Enrolment.objects.filter(**mine)) | Exists(
        ProgressEvent.objects.filter(**mine)
    )
    learners: QuerySet[User] = User.objects.filter(has_work)
    return learners.order_by("pk")


def recount(*, is_check: bool) -> Iterator[tuple[int, list[Difference]]]:
    """Derive everything anew, a chunk of learners at a time.

    Gives after each chunk how many learners were looked at and what was kept wrongly.
    With `is_check` nothing is written; else each chunk is put right in a transaction of
    its own, while the site goes on. Takes the same memory for ten learners as for ten
    million.
    """
    outlines: dict[str, LessonOutline] = {}
    last = 0
    while chunk := _next_chunk(last):
        last = chunk[-1]
        if is_check:
            found = _without_own_enrolment(chunk)
            yield len(chunk), found + derive_all(chunk, None, outlines).differences
        else:
            yield len(chunk), _put_right(chunk, outlines)


def recount_lesson(*, lesson_key: str) -> int:
    """Count one lesson again for everybody who did something in it.

    An edited lesson may ask for less than before: whoever had done all that is left
    is done. Gives the number of differences put right.
    """
    events = ProgressEvent.objects.filter(lesson_key=lesson_key, learner=OuterRef("pk"))
    return _refresh_all(learners_to_recount().filter(Exists(events)), {lesson_key})


def recount_project(*, project_id: int) -> int:
    """Count everybody in a project again, after its period was changed.

    A completion is never taken away; what was learned in days that are now inside the
    period is added. Gives the number of differences put right.
    """
    enrolments = Enrolment.objects.filter(project=project_id, learner=OuterRef("pk"))
    return _refresh_all(learners_to_recount().filter(Exists(enrolments)), None)


def _refresh_all(learners: QuerySet[User], lesson_keys: set[str] | None) -> int:
    last = changed = 0
    while chunk := _next_chunk(last, learners):
        last = chunk[-1]
        changed += refresh_learners(chunk, lesson_keys)
    return changed


def _next_chunk(last: int, learners: QuerySet[User] | None = None) -> list[int]:
    rows = learners_to_recount() if learners is None else learners
    return list(
        rows.filter(pk__gt=last).values_list("pk", flat=True)[:LEARNERS_AT_ONCE]
    )


@transaction.atomic
def _put_right(
    chunk: list[int], outlines: dict[str, LessonOutline]
) -> list[Difference]:
    lock_learners(chunk)
    found = _without_own_enrolment(chunk)
    Enrolment.objects.bulk_create([difference.enrolment for difference in found])
    derivation = derive_all(chunk, None, outlines)
    apply(derivation)
    return found + derivation.differences


def _without_own_enrolment(chunk: list[int]) -> list[Difference]:
    """Learners whose events have nowhere to count: each needs an enrolment alone."""
    alone = Enrolment.objects.alone().filter(learner=OuterRef("learner"))
    ids = (
        ProgressEvent.objects.filter(~Exists(alone), learner__in=chunk)
        .order_by("learner")
        .values_list("learner", flat=True)
        .distinct()
    )
    return [Difference(Enrolment(learner_id=pk), None, None, None) for pk in ids]
