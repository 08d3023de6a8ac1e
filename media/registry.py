"""Who knows texts to be spoken: upper apps register a source, media never imports them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from media.rules import SpeechScript

Source = Callable[[], Iterable[tuple[str, SpeechScript]]]

_sources: list[Source] = []


def register(source: Source) -> Source:
    """Add a callable that yields `(label, script)` for everything it can show now.

    Called in `AppConfig.ready()`. Registering the same callable twice changes nothing.
    """
    if source not in _sources:
        _sources.append(source)
    return source


def known_scripts() -> Iterator[tuple[str, SpeechScript]]:
    """Every script of every source, with words that tell an editor where it stands."""
    for source in _sources:
        yield from source()
