"""Every address of the house, and an empty view that passes the same middleware."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import path

from settings.urls import urlpatterns as house


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing but the way there and back."""
    return HttpResponse("")


urlpatterns = [path("empty/", empty), *house]
