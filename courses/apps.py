"""Wiring of the courses app."""

from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The courses app."""

    name = "courses"
