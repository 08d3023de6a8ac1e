"""What is known about how a reader wants things shown."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import Resolver404, resolve, reverse, translate_url
from django.utils import translation
from wagtail.models import Page

from accessibility.models import DisplayPreference
from accessibility.rules import COOKIE_NAME, Display

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.models import User


def display_of(request: HttpRequest) -> Display:
    """The choices kept on this phone. Never asks who is signed in, so pages stay cacheable."""
    return Display.from_cookie(request.COOKIES.get(COOKIE_NAME, ""))


def display_kept_for(person: User) -> Display | None:
    """The choices kept on the account, or None when the person never chose."""
    kept = DisplayPreference.objects.filter(person=person).first()
    if kept is None:
        return None
    parts = [kept.text_size, kept.theme, kept.speech_speed]
    switch = "on" if kept.read_aloud else "off"
    return Display.from_cookie(".".join([*map(str, parts), switch, kept.language]))


def home_in(language: str) -> str:
    """The first page of the site in a language."""
    with translation.override(language):
        return reverse("wagtail_serve", args=[""])


def address_in(language: str, address: str, request: HttpRequest) -> str:
    """The same screen in another language; the first page where there is no such screen.

    A page of the site has its own address in each language (and may have no translation),
    any other screen differs by the prefix alone.
    """
    target = urlsplit(address)
    spoken = translation.get_language_from_path(target.path) or settings.LANGUAGE_CODE
    if spoken == language:
        return address
    with translation.override(spoken):
        try:
            match = resolve(target.path)
        except Resolver404:
            return home_in(language)
        if match.url_name != "wagtail_serve":
            return str(translate_url(address, language))
        page = Page.find_for_request(request, match.args[0])
    twin = (
        page
        and page.get_translations()
        .live()
        .filter(locale__language_code=language)
        .first()
    )
    if not twin:
        return home_in(language)
    return target._replace(path=twin.get_url(request)).geturl()
