"""Keeping what a reader chose: on the phone and on the account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from accessibility.models import DisplayPreference
from accessibility.rules import COOKIE_AGE_SECONDS, COOKIE_NAME

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from accessibility.rules import Display
    from accounts.models import User


def set_display_cookie(response: HttpResponseBase, display: Display) -> None:
    """Keep the choices on the phone for a year; scripts may read them."""
    response.set_cookie(
        COOKIE_NAME,
        display.as_cookie,
        max_age=COOKIE_AGE_SECONDS,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def keep_display(*, person: User, display: Display) -> None:
    """Keep the choices on the account, so that they come along to another phone."""
    DisplayPreference.objects.update_or_create(
        person=person,
        defaults={
            "text_size": display.text_size,
            "theme": display.theme,
            "speech_speed": display.speech_speed,
            "read_aloud": display.read_aloud,
            "language": display.language or settings.LANGUAGE_CODE,
        },
    )
