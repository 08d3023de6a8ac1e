"""Wiring of the accessibility app."""

from __future__ import annotations

from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    """The accessibility app."""

    name = "accessibility"
