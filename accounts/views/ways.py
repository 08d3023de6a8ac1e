"""Where to go next: only ever to an address of this site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.http import HttpRequest

LOOPBACK = {"localhost", "127.0.0.1", "::1"}


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
    """Where phones reach this site, for QR codes: `BASE_URL`, unless that is this machine.

    A laptop in a hall whose address nobody set is known by the address in use right now.
    """
    if is_loopback(settings.BASE_URL):
        return request.build_absolute_uri("/")
    return settings.BASE_URL


def is_loopback(address: str) -> bool:
    """Whether an address leads to this machine only, and so is no use on a card."""
    return urlsplit(address).hostname in LOOPBACK
