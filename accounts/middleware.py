"""The cookie by which scripts of cached pages know whether somebody is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.deprecation import MiddlewareMixin

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

WHO_COOKIE = "who"


class WhoMiddleware(MiddlewareMixin):
    """Writes `who` (the public id) at sign-in and takes it away at sign-out.

    The cookie opens nothing; it tags what the phone keeps until it is sent. The session
    is not touched here, so whole-page caching stays possible.
    """

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Write what a signal handler or `/me/` left on the request, if anything."""
        who = getattr(request, "who_is_here", None)
        if who:
            response.set_cookie(
                WHO_COOKIE,
                who,
                max_age=settings.SESSION_COOKIE_AGE,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        elif who == "":
            response.delete_cookie(WHO_COOKIE, samesite="Lax")
        return response
