"""What follows when somebody comes in or goes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

if TYPE_CHECKING:
    from accounts.http import MarkedRequest
    from accounts.models import User

LEARNERS_WEEK = timedelta(days=7)


def note_who_came(
    sender: type, request: MarkedRequest, user: User, **kwargs: Any
) -> None:
    """Have the cookie `who` written with this answer."""
    request.who_is_here = str(user.public_id)


def note_who_left(sender: type, request: MarkedRequest, **kwargs: Any) -> None:
    """Have the cookie `who` taken away with this answer."""
    request.who_is_here = ""


def note_last_login(sender: type, user: User, **kwargs: Any) -> None:
    """Django's own handler, but for learners to the week: one write less at nine o'clock.

    The date says which accounts have long been idle; nothing needs it by the minute.
    """
    now = timezone.now()
    is_fresh = user.last_login and now - user.last_login < LEARNERS_WEEK
    if is_fresh and not user.has_usable_password():
        return
    user.last_login = now
    user.save(update_fields=["last_login"])
