"""Screens of the design system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def display(request: HttpRequest) -> HttpResponse:
    """Choose the size of the letters, the colours and the voice."""
    return render(request, "accessibility/display.html")
