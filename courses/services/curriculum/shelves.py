"""The frame lessons stand in: languages, site, first screens and shelves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext, override
from wagtail.models import Locale, Page, Site

from courses.models import CourseIndexPage, HomePage
from courses.services.curriculum.content import stable_id
from lessons.models import LessonIndexPage

Shelf = TypeVar("Shelf", LessonIndexPage, CourseIndexPage)


@dataclass(frozen=True)
class Shelves:
    """Where the pages of one language belong."""

    locale: Locale
    lessons: LessonIndexPage
    courses: CourseIndexPage


def site_languages() -> list[str]:
    """Language codes of the site, its own language first."""
    codes = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES]
    return sorted(codes, key=lambda code: code != settings.LANGUAGE_CODE)


def put_up_shelves(languages: list[str]) -> dict[str, Shelves]:
    """Make what is missing of languages, site, first screens and shelves."""
    return {language: _shelves(language) for language in languages}


def _shelves(language: str) -> Shelves:
    locale, _is_new = Locale.objects.get_or_create(language_code=language)
    home = HomePage.objects.filter(locale=locale).first() or _add_home(locale)
    if language == settings.LANGUAGE_CODE:
        _lead_to(home)
    with override(language):
        return Shelves(
            locale,
            _shelf(LessonIndexPage, home, gettext("Lessons"), "lessons"),
            _shelf(CourseIndexPage, home, gettext("Courses"), "courses"),
        )


def _add_home(locale: Locale) -> HomePage:
    """A first screen; its translations hang together by their key."""
    first = HomePage.objects.order_by("pk").first()
    is_own = locale.language_code == settings.LANGUAGE_CODE
    with override(locale.language_code):
        title = gettext("Fieldside")
    home = HomePage(
        title=title,
        slug="fieldside" if is_own else f"fieldside-{locale.language_code}",
        locale=locale,
        translation_key=first.translation_key if first else stable_id("home"),
    )
    Page.get_first_root_node().add_child(instance=home)
    home.save_revision().publish()
    return home


def _lead_to(home: HomePage) -> None:
    """Make the site begin here, unless somebody made it begin somewhere else.

    Wagtail's own first page ("Welcome to your new Wagtail site!") makes room.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        Site.objects.create(
            hostname="localhost",
            root_page=home,
            is_default_site=True,
            site_name=settings.WAGTAIL_SITE_NAME,
        )
        return
    old = site.root_page.specific
    if type(old) is not Page:
        return
    site.root_page = home
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    if not old.get_children().exists():
        old.delete()


def _shelf(kind: type[Shelf], home: HomePage, title: str, slug: str) -> Shelf:
    found: Shelf | None = kind.objects.child_of(home).first()
    if found is not None:
        return found
    shelf = kind(
        title=title,
        slug=slug,
        locale=home.locale,
        translation_key=stable_id(f"shelf/{slug}"),
    )
    home.add_child(instance=shelf)
    shelf.save_revision().publish()
    return shelf
