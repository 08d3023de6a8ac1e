"""Who may see what of training projects: per object, and by default nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from accounts.enums import Role

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

NOBODY = Q(pk__in=[])


def scope(user: User | AnonymousUser, *, organization: str, cohort: str) -> Q:
    """The rows a member of staff may see.

    An administrator sees all, an organizer what belongs to the own organization, a
    trainer what belongs to the own cohorts; both, when somebody is both.
    `organization` and `cohort` are the lookups that lead there; an empty `cohort` means
    the rows are cohorts themselves.
    """
    if not user.is_authenticated or not user.is_active:
        return NOBODY
    if user.has_role(Role.ADMINISTRATOR):
        return Q()
    seen = NOBODY
    if user.has_role(Role.ORGANIZER) and user.organization_id is not None:
        seen |= Q(**{organization: user.organization_id})
    if user.has_role(Role.TRAINER):
        seen |= Q(**_taught(user, cohort))
    return seen


def _taught(user: User, cohort: str) -> dict[str, object]:
    if cohort == "cohorts":
        return {"pk__in": user.cohorts_taught.values("project_id")}
    return {f"{cohort}__in" if cohort else "pk__in": user.cohorts_taught.values("pk")}
