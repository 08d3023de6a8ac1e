"""What the screens outside lessons say: each app lists it in its own `speech.py`.

`SCREENS` there maps a name such as `"accounts.enter"` to the words on that screen, in
reading order. The entry `"buttons"` of every app holds labels that are spoken one by one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from django.apps import apps
from django.conf import settings
from django.utils import translation

from media.rules import Segment, SpeechScript

BUTTONS = "buttons"


def screen_names() -> list[str]:
    """Every screen that has a voice."""
    return sorted({name for screens in _screens_of_apps() for name in screens})


def screen_script(name: str, language: str) -> SpeechScript | None:
    """What one screen says in one language, or None for a name nobody listed."""
    with translation.override(language):
        words = [
            str(text)
            for screens in _screens_of_apps()
            for text in screens.get(name, ())
        ]
    if not words:
        return None
    segments = tuple(
        Segment(f"line-{number}", text, in_flow=name != BUTTONS)
        for number, text in enumerate(dict.fromkeys(words), start=1)
    )
    return SpeechScript(language, segments)


def known_screens() -> Iterator[tuple[str, SpeechScript]]:
    """Every screen in every language of the site: a source for `media.registry`."""
    for name in screen_names():
        for language, _name in settings.LANGUAGES:
            script = screen_script(name, language)
            if script:
                yield f"{name} ({language})", script


def _screens_of_apps() -> Iterator[dict[str, tuple[str, ...]]]:
    for config in apps.get_app_configs():
        module = sys.modules.get(f"{config.name}.speech")
        yield getattr(module, "SCREENS", {})
