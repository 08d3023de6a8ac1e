"""Wiring of the lessons app."""

from __future__ import annotations

from django.apps import AppConfig


class LessonsConfig(AppConfig):
    """The lessons app."""

    name = "lessons"
