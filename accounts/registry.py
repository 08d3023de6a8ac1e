"""Where upper apps tell what accounts cannot know: who looks after whom, what they keep.

An upper app registers functions in its `AppConfig.ready()`. One of care takes a member of
staff and returns the learners in that person's care, as a queryset of `User`. One of
holdings takes a person and says what the app keeps about her, for the page `/privacy/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from accounts.models import User

Holding = tuple[str, str]  # what is kept, and what it says
HoldingSource = Callable[["User"], Iterable[Holding]]
CareSource = Callable[["User"], "QuerySet[User]"]
_sources: list[CareSource] = []
_holdings: list[HoldingSource] = []


def register_care(source: CareSource) -> CareSource:
    """Add one source of "these learners are in this person's care". Usable as decorator."""
    if source not in _sources:
        _sources.append(source)
    return source


def care_sources() -> tuple[CareSource, ...]:
    """Every registered source."""
    return tuple(_sources)


def register_holdings(source: HoldingSource) -> HoldingSource:
    """Add what an app keeps about a person: pairs of label and value, in her language."""
    if source not in _holdings:
        _holdings.append(source)
    return source


def holdings_of(person: User) -> list[Holding]:
    """What the upper apps keep about this person."""
    return [holding for source in _holdings for holding in source(person)]
