"""What the design system does when something happens elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accessibility.page_cache import forget_pages
from accessibility.selectors import display_kept_for

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


def take_over_display(
    sender: object, request: HttpRequest | None, user: User, **kwargs: Any
) -> None:
    """At sign-in the choices of the account replace those of the phone.

    `DisplayCookieMiddleware` writes them into the cookie of the answer.
    """
    kept = display_kept_for(user)
    if request is not None and kept is not None:
        request.display_taken_over = kept  # type: ignore[attr-defined]


def forget_pages_on_change(sender: object, **kwargs: Any) -> None:
    """A page was published, moved, taken back or deleted: what was kept is out of date."""
    forget_pages()
