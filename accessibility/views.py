"""Screens of the design system."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from accessibility.enums import TextSize, Theme
from accessibility.forms import DisplayForm, way_back
from accessibility.rules import Display
from accessibility.samples import SAMPLES, drawn_icons
from accessibility.selectors import address_in, display_of, home_in
from accessibility.services import keep_display, set_display_cookie

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
def display(request: HttpRequest) -> HttpResponse:
    """Choose the size of the letters, the colours, the voice and the language.

    Open to everybody: nothing but this phone's own look is changed.
    """
    back = way_back(request)
    if request.method == "POST":
        form = DisplayForm(request.POST)
        if form.is_valid():
            return _keep(request, form.display, back)
    else:
        form = DisplayForm.showing(display_of(request), get_language() or "")
    context = {"form": form, "back": back, "sizes": TextSize, "themes": Theme}
    return render(request, "accessibility/display.html", context)


def _keep(request: HttpRequest, chosen: Display, back: str) -> HttpResponse:
    """Keep the choice and go back to where the reader came from, in the chosen language."""
    home = home_in(get_language() or chosen.language)
    response = redirect(address_in(chosen.language, back or home, request))
    set_display_cookie(response, chosen)
    if request.user.is_authenticated:
        keep_display(person=request.user, display=chosen)
    return response


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Each component in its states, drawn by the templates every screen uses.

    `?theme=` and `?text=` show the page as another reader would see it.
    """
    shown = display_of(request)
    if "theme" in request.GET:
        asked = f"{request.GET.get('text', '')}.{request.GET['theme']}"
        shown = Display.from_cookie(asked)
    context = {
        "display": shown,
        "samples": SAMPLES,
        "icons": drawn_icons(),
        "sizes": TextSize,
        "themes": Theme,
    }
    return render(request, "accessibility/styleguide.html", context)
