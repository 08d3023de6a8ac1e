"""Wiring of the media app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_delete, post_migrate, post_save
from django.utils.module_loading import autodiscover_modules


class MediaConfig(AppConfig):
    """The media app."""

    name = "media"

    def ready(self) -> None:
        """Find the spoken screens of every app, and keep the schedule in the database."""
        from media import registry, screens, signal_handlers

        autodiscover_modules("speech")
        registry.register(screens.known_screens)
        entry = self.get_model("LexiconEntry")
        post_save.connect(signal_handlers.renew_reading, sender=entry)
        post_delete.connect(signal_handlers.renew_reading, sender=entry)
        post_migrate.connect(signal_handlers.keep_schedule, sender=self)
