"""Where to go next: only ever to an address of this site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.rules import reachable_address

if TYPE_CHECKING:
    from django.http import HttpRequest


def safe_next(request: HttpRequest, fallback: str = "") -> str:
    """Where the reader wanted to go, if that is on this site; else the fallback."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if is_ours else fallback


def with_next(address: str, wanted: str) -> str:
    """The address with the wish to go on to another one, when there is one."""
    return f"{address}?{urlencode({'next': wanted}, safe='/')}" if wanted else address


def home() -> str:
    """The first page in the reader's language."""
    return reverse("wagtail_serve", args=[""])


def public_address(request: HttpRequest) -> str:
    """Where phones reach this site, for QR codes."""
    return reachable_address(settings.BASE_URL, request.build_absolute_uri("/"))
