"""Wiring of the media app."""

from __future__ import annotations

from django.apps import AppConfig


class MediaConfig(AppConfig):
    """The media app."""

    name = "media"
