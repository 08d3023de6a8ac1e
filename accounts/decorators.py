"""Guards for views: who may come in. The default answer is no."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponseBase

    from accounts.enums import Role
    from accounts.models import User

    View = Callable[..., HttpResponseBase]


class StaffRequest(HttpRequest):
    """A request behind a guard: somebody is signed in."""

    user: User


def role_required(*roles: Role) -> Callable[[View], View]:
    """Let in who holds one of the roles; send strangers to sign in, refuse all others.

    A role says what kind of thing somebody may do. Which project or cohort is decided by
    the view's queryset (`visible_to`), never by the role alone.
    """
    if not roles:
        message = "role_required needs at least one role"
        raise TypeError(message)

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(
            request: HttpRequest, *args: Any, **kwargs: Any
        ) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(
                    request.get_full_path(), reverse("accounts:staff")
                )
            if not request.user.has_role(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return guard
