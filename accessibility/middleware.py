"""What happens to every request before anything else does."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, cast

from asgiref.sync import iscoroutinefunction, markcoroutinefunction, sync_to_async
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.core.handlers.asgi import ASGIRequest

from accessibility import page_cache
from accessibility.page_cache import STORE, KeptPage
from accessibility.services import set_display_cookie

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, MutableMapping
    from typing import Any

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from accessibility.page_cache import Key, Token
    from accessibility.rules import Display

    Scope = MutableMapping[str, Any]
    Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
    Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
    Application = Callable[[Scope, Receive, Send], Awaitable[None]]


class PageCacheMiddleware:
    """Answers from memory when the page is kept. Stands first in `MIDDLEWARE`.

    The headers of the middleware below it (safety, content policy) are kept with the page.
    Under ASGI a page from memory enters no thread: an adapter between sync and async costs
    more than the whole answer.
    """

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.is_async = iscoroutinefunction(get_response)
        if self.is_async:
            markcoroutinefunction(self)

    def __call__(
        self, request: HttpRequest
    ) -> HttpResponseBase | Awaitable[HttpResponseBase]:
        """Answer, in the manner of the server."""
        if self.is_async:
            return self._answer_async(request)
        key = page_cache.page_key(request)
        if key and STORE.claim_check():
            page_cache.read_generation()
        page = STORE.find(key) if key else None
        if page:
            return page.answer(request)
        token = STORE.token
        return _finish(request, self.get_response(request), key, token)

    async def _answer_async(self, request: HttpRequest) -> HttpResponseBase:
        key = page_cache.page_key(request)
        page = await _kept_page(key)
        if page:
            return page.answer(request)
        token = STORE.token
        response = await cast("Awaitable[HttpResponseBase]", self.get_response(request))
        return _finish(request, response, key, token)


def _finish(
    request: HttpRequest, response: HttpResponseBase, key: Key | None, token: Token
) -> HttpResponseBase:
    """Pack and keep a page that is the same for everybody; hand on any other."""
    if request.method != "GET" or not page_cache.is_for_everybody(response):
        return response
    page = KeptPage.of(cast("HttpResponse", response))
    if key and settings.PAGE_CACHE_SECONDS:
        STORE.keep(key, page, token)
    return page.answer(request)


class PageCacheApplication:
    """Stands before Django under ASGI: a page from memory never enters the framework.

    Django opens a thread for the signals round every request, which costs several times
    what sending a kept page does. Keeping pages is still the middleware's work.
    """

    def __init__(self, application: Application) -> None:
        self.application = application

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer from memory, or hand on to Django."""
        request = ASGIRequest(scope, BytesIO())
        page = await _kept_page(page_cache.page_key(request))
        if page is None:
            await self.application(scope, receive, send)
            return
        answer = page.answer(request)
        headers = [
            (name.lower().encode("latin-1"), value.encode("latin-1"))
            for name, value in answer.items()
        ]
        start = {"type": "http.response.start", "status": answer.status_code}
        await send({**start, "headers": headers})
        await send({"type": "http.response.body", "body": answer.content})


async def _kept_page(key: Key | None) -> KeptPage | None:
    """The page kept under this key, after a look at the generation once a second."""
    if key is None:
        return None
    if STORE.claim_check():
        await sync_to_async(page_cache.read_generation)()
    return STORE.find(key)


class DisplayCookieMiddleware:
    """Puts the choices of somebody who just signed in on the phone's cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Set the cookie when the sign-in left a choice on the request."""
        response = self.get_response(request)
        taken_over: Display | None = getattr(request, "display_taken_over", None)
        if taken_over is not None:
            set_display_cookie(response, taken_over)
        return response


class ContentPolicyMiddleware(CSPMiddleware):
    """The strict policy everywhere, the admin's own below its address.

    Wagtail's admin carries inline script and style, which no learner screen does.
    """

    def get_policy_parts(
        self,
        request: HttpRequest,
        response: HttpResponseBase,
        report_only: bool = False,
    ) -> PolicyParts:
        """The parts django-csp builds the header from."""
        parts = super().get_policy_parts(request, response, report_only)
        if request.path_info.startswith(settings.ADMIN_PREFIXES) and not report_only:
            parts.config = settings.ADMIN_CONTENT_POLICY
        return parts
