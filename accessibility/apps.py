"""Wiring of the accessibility app."""

from __future__ import annotations

from django.apps import AppConfig


class AccessibilityConfig(AppConfig):
    """How things are shown: the design system and the reader's choices."""

    name = "accessibility"

    def ready(self) -> None:
        """Listen for sign-ins and for published pages."""
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_delete
        from wagtail.models import Page
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from accessibility.signal_handlers import (
            forget_pages_on_change,
            take_over_display,
        )

        user_logged_in.connect(take_over_display)
        for signal in (page_published, page_unpublished, post_page_move):
            signal.connect(forget_pages_on_change)
        post_delete.connect(forget_pages_on_change, sender=Page)
