"""Where upper apps say who looks after whom, since accounts knows no cohorts.

An upper app registers in its `AppConfig.ready()` a function that takes a member of staff
and returns the learners in that person's care, as a queryset of `User`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

CareSource = Callable[["User"], "QuerySet[User]"]
_sources: list[CareSource] = []


def register_care(source: CareSource) -> CareSource:
    """Add one source of "these learners are in this person's care". Usable as decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def care_sources() -> tuple[CareSource, ...]:
    """Every registered source."""
    return tuple(_sources)
