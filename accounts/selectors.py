"""Reads about people: who may look after whom, cards to print, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accounts.enums import Role
from accounts.models import User
from accounts.registry import care_sources

if TYPE_CHECKING:
    from accounts.models.people import PersonQuerySet


def people_in_care_of(staff: User) -> PersonQuerySet:
    """The learners whose cards this person may issue, print and open again.

    An administrator looks after everybody; anybody else after whom an upper app says,
    and without such a word after nobody.
    """
    learners = User.objects.learners().filter(is_active=True)
    if staff.has_role(Role.ADMINISTRATOR):
        return learners
    if not staff.is_authenticated or not care_sources():
        return learners.none()
    found = [source(staff).values("pk") for source in care_sources()]
    mine = learners.filter(pk__in=found[0])
    for other in found[1:]:
        mine |= learners.filter(pk__in=other)
    return mine
