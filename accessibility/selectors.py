"""What is known about how a reader wants things shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
