"""Wiring of lessons into the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from lessons.panels import OverduePanel
from lessons.viewsets import CompetenceViewSet, LessonListingViewSet

EDITING = {"add", "change", "publish"}

register_snippet(CompetenceViewSet)


@hooks.register("register_admin_viewset")
def register_lessons() -> LessonListingViewSet:
    """Put all lessons into one list in the menu."""
    return LessonListingViewSet("lessons")


@hooks.register("construct_homepage_panels")
def show_overdue_lessons(request: HttpRequest, panels: list[Any]) -> None:
    """Say on the first screen which facts should be checked again."""
    if page_permission_policy.user_has_any_permission(request.user, EDITING):
        panels.append(OverduePanel())
