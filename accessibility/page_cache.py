"""Whole pages kept in the memory of the process: what is the same for everybody.

A view marks its response; `accessibility.middleware.PageCacheMiddleware` keeps it under the
address and the reader's display choices. A number in the database, the generation, is
looked at no more than once a second: when another process raised it, everything kept is
forgotten. Should that message be lost, a page still lives no longer than
`settings.PAGE_CACHE_SECONDS`.
"""

from __future__ import annotations

import gzip
import logging
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db import DatabaseError, close_old_connections, connection, transaction
from django.http import HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.cache import has_vary_header

from accessibility.models import PageGeneration
from accessibility.selectors import display_of

if TYPE_CHECKING:
    from django.http import HttpRequest

logger = logging.getLogger(__name__)

CHECK_EVERY_SECONDS = 1.0
MOST_PAGES = 2000
MARK = "same_for_everybody"
SENT_ANEW = {"content-length", "content-encoding", "vary", "etag", "cache-control"}

Key = tuple[str, ...]
Token = tuple[int, int]
Response = TypeVar("Response", bound=HttpResponseBase)


@dataclass(frozen=True)
class KeptPage:
    """One rendered page, plain and packed, ready to be sent."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    packed: bytes
    etag: str
    kept_at: float

    @classmethod
    def of(cls, response: HttpResponse) -> KeptPage:
        """Pack a finished response; `kept_at` is the monotonic clock in seconds."""
        body = response.content
        headers = tuple(
            pair for pair in response.items() if pair[0].lower() not in SENT_ANEW
        )
        # mtime=0: the same page packs to the same bytes in every process.
        packed = gzip.compress(body, compresslevel=6, mtime=0)
        etag = f'W/"{blake2b(body, digest_size=12).hexdigest()}"'
        return cls(headers, body, packed, etag, time.monotonic())

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The page for this request: packed if the browser can, 304 if it has it."""
        if self.etag in request.headers.get("If-None-Match", ""):
            response: HttpResponse = HttpResponseNotModified()
        elif "gzip" in request.headers.get("Accept-Encoding", ""):
            response = HttpResponse(self.packed)
            response.headers["Content-Encoding"] = "gzip"
        else:
            response = HttpResponse(self.body)
        for name, value in self.headers:
            response.headers[name] = value
        # A browser asks each time whether the page is still this one: 300 bytes, not 30 kB.
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Vary"] = "Accept-Encoding, Cookie"
        response.headers["ETag"] = self.etag
        if response.status_code == HttpResponse.status_code:
            response.headers["Content-Length"] = str(len(response.content))
        return response


class PageStore:
    """Pages of one process: the least lately asked for goes first when it is full."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._lock = threading.Lock()
        self._token: Token = (-1, 0)
        self._checked_at = float("-inf")

    @property
    def token(self) -> Token:
        """What a page being made now is true for; see `keep`."""
        return self._token

    def claim_check(self) -> bool:
        """Whether the generation is to be looked at, asked by one request a second."""
        now = time.monotonic()
        with self._lock:
            if now - self._checked_at < CHECK_EVERY_SECONDS:
                return False
            self._checked_at = now
            return True

    def learn(self, generation: int) -> None:
        """Take note of the generation in the database; a new one forgets everything."""
        if generation != self._token[0]:
            with self._lock:
                self._pages.clear()
                self._token = (generation, self._token[1])

    def forget(self) -> None:
        """Drop every page, and those being made at this moment as well."""
        with self._lock:
            self._pages.clear()
            self._token = (self._token[0], self._token[1] + 1)
            self._checked_at = float("-inf")

    def keep(self, key: Key, page: KeptPage, token: Token) -> None:
        """Keep a page, unless something was published while it was being made."""
        with self._lock:
            if token != self._token:
                return
            self._pages[key] = page
            while len(self._pages) > MOST_PAGES:
                self._pages.popitem(last=False)

    def find(self, key: Key) -> KeptPage | None:
        """The page kept under this key, if it is young enough."""
        with self._lock:
            page = self._pages.get(key)
            if page is None:
                return None
            if time.monotonic() - page.kept_at > settings.PAGE_CACHE_SECONDS:
                del self._pages[key]
                return None
            self._pages.move_to_end(key)
            return page


STORE = PageStore()


def same_for_everybody(response: Response) -> Response:
    """Mark a response as holding nothing personal: no name, no token, no session."""
    setattr(response, MARK, True)
    return response


def page_key(request: HttpRequest) -> Key | None:
    """What the page depends on, or None for a request that is never answered from memory.

    Scheme and host count because a page may hold a full address.
    """
    if request.method not in {"GET", "HEAD"} or request.META.get("QUERY_STRING"):
        return None
    try:
        host = request.get_host()
    except DisallowedHost:
        return None
    return (request.scheme or "", host, request.path, *display_of(request).page_key)


def is_for_everybody(response: HttpResponseBase) -> bool:
    """Whether a response was marked and indeed holds nothing personal.

    A cookie or `Vary: Cookie` shows that a session, a token or a person was involved: then
    the mark is a mistake of the view, it is reported and the page goes to its reader only.
    """
    if (
        not getattr(response, MARK, False)
        or response.status_code != HttpResponse.status_code
    ):
        return False
    if response.cookies or has_vary_header(response, "Cookie"):
        logger.error("a page marked same_for_everybody used a cookie; it was not kept")
        return False
    return isinstance(response, HttpResponse)


def read_generation() -> None:
    """Ask the database which generation it is. While it is away, what is kept is served."""
    try:
        number = PageGeneration.objects.values_list("number", flat=True).first()
    except DatabaseError:
        logger.warning("the page generation could not be read", exc_info=True)
    else:
        STORE.learn(number or 0)
    finally:
        if not connection.in_atomic_block:
            close_old_connections()


def forget_pages() -> None:
    """Forget every kept page, here at once and in every other process within a second.

    The message to the others goes out when the surrounding transaction is committed: only
    then can they see what changed, and no lock is held meanwhile.
    """
    STORE.forget()
    transaction.on_commit(_raise_generation)


def _raise_generation() -> None:
    PageGeneration.objects.raise_number()
    STORE.forget()
