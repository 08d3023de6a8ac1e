"""Template tags of the design system."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accessibility.finders import BUNDLE
from accessibility.rules import HTML_LANGUAGES, Display, html_attributes

if TYPE_CHECKING:
    from django.template.context import Context

    from accessibility.samples import Sample

register = template.Library()
ICON_NAME = re.compile(r"[a-z_]+\Z")
TAB_LABELS = {"home": _("Home"), "learning": _("My learning"), "help": _("Help")}


@register.simple_tag
def icon(name: str) -> SafeString:
    """An own line drawing, inlined. It never stands without words, so it says nothing itself.

    Raises `TemplateDoesNotExist` for a name that was never drawn.
    """
    if not ICON_NAME.match(name):
        message = f"no such icon: {name!r}"
        raise ValueError(message)
    drawing = render_to_string(f"accessibility/icons/{name}.svg").strip()
    return mark_safe(drawing)  # noqa: S308 - our own file, its name checked above


@register.simple_tag(takes_context=True, name="html_attributes")
def html_attributes_tag(context: Context) -> SafeString:
    """The attributes of `<html>` that say how the reader wants things shown."""
    values = html_attributes(context.get("display") or Display())
    return format_html_join(" ", '{}="{}"', values.items())


@register.simple_tag
def html_language() -> str:
    """The language of this screen, as `lang` has it: `zh-Hans`."""
    language = get_language() or settings.LANGUAGE_CODE
    return HTML_LANGUAGES.get(language, language)


@register.simple_tag
def stylesheet() -> str:
    """Address of the one stylesheet; empty rather than an error when it was not collected."""
    try:
        return static(BUNDLE)
    except ValueError:
        return ""


@register.simple_tag
def home_url() -> str:
    """The first page in the language of this screen."""
    return reverse("wagtail_serve", args=[""])


@register.simple_tag(takes_context=True)
def display_url(context: Context) -> str:
    """The display settings, with the way back to this screen."""
    address = reverse("accessibility:display")
    request = context.get("request")
    if request is None or request.path == address:
        return address
    return f"{address}?{urlencode({'next': request.path}, safe='/')}"


@register.simple_tag
def speech_url(screen: str) -> str:
    """Where the voice of one screen is served, in the language of this screen."""
    return f"{home_url()}speech/{screen}/"


@register.filter
def count_to(total: int) -> range:
    """1, 2, … total: for drawing the parts of a bar."""
    return range(1, int(total) + 1)


@register.filter
def size_class(size: int) -> str:
    """The class that draws a choice in the size of letters it stands for."""
    return f"choice--size-{size}"


@register.simple_tag(takes_context=True)
def component(context: Context, sample: Sample, state: dict[str, Any]) -> str:
    """One component in one state: for the pattern page."""
    return render_to_string(sample.template, state, request=context.get("request"))


@register.inclusion_tag("accessibility/components/tabbar.html")
def tabbar(active: str = "home") -> dict[str, Any]:
    """The places of `settings.TABS` that exist, the active one marked."""
    places = []
    for key, url_name, *arguments in settings.TABS:
        try:
            href = reverse(url_name, args=arguments)
        except NoReverseMatch:
            continue
        places.append({"key": key, "label": TAB_LABELS[key], "href": href})
    return {"tabs": places, "active": active}
