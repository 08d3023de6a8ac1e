"""Tags that put a spoken text and its player on a page."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from media.models import Narration
from media.rules import SpeechScript, cue_rows, script_key
from media.selectors import is_synthetic, narrations_for
from media.sentences import Piece, is_chinese, split_pieces

register = template.Library()

Numbered = tuple[int, Piece]


@register.simple_tag
def narrations(
    scripts: Iterable[SpeechScript] | Mapping[Any, SpeechScript],
) -> dict[str, Narration]:
    """The narrations of all scripts of a page, in one query: pass it on to `player`."""
    if isinstance(scripts, Mapping):
        scripts = scripts.values()
    return narrations_for(scripts)


@register.simple_tag
def say(script: SpeechScript, segment: str) -> SafeString:
    """A segment as sentences that light up while they are heard; lines break with `<br>`."""
    return _spans(script, _numbered(script, segment))


@register.simple_tag
def say_paragraphs(script: SpeechScript, segment: str) -> SafeString:
    """A segment like `say`, each paragraph (after an empty line) in a `<p>` of its own."""
    paragraphs: list[list[Numbered]] = [[]]
    for number, piece in _numbered(script, segment):
        paragraphs[-1].append((number, piece))
        if piece.then == "paragraph":
            paragraphs.append([])
    return format_html_join(
        "\n", "<p>{}</p>", ((_spans(script, part),) for part in paragraphs if part)
    )


@register.inclusion_tag("media/components/player.html")
def player(
    script: SpeechScript, narrations: Mapping[str, Narration] | None = None
) -> dict[str, Any]:
    """The player of one script: 听一听. Says calmly so when the sound is not made yet."""
    found = narrations_for([script]) if narrations is None else narrations
    narration = found.get(script_key(script))
    context: dict[str, Any] = {"narration": narration}
    if narration:
        rows = cue_rows(script, narration.cues)
        context["cues"] = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
        context["is_synthetic"] = is_synthetic(narration)
    return context


def _numbered(script: SpeechScript, segment: str) -> list[Numbered]:
    """The pieces of one segment with the numbers of their cues; [] for an unknown name."""
    number = 0
    for name, items in groupby(script.segments, key=lambda item: item.name):
        for item in items:
            pieces = split_pieces(item.text, script.language)
            if name == segment:
                return list(enumerate(pieces, start=number))
            number += len(pieces)
    return []


def _spans(script: SpeechScript, numbered: list[Numbered]) -> SafeString:
    space = "" if is_chinese(script.language) else " "
    parts = []
    for place, (number, piece) in enumerate(numbered, start=1):
        is_last = place == len(numbered)
        after = "<br>" if piece.then and not is_last else ("" if is_last else space)
        parts.append(
            format_html(
                '<span class="sentence" data-cue="{}">{}</span>{}',
                number,
                piece.text,
                mark_safe(after),  # noqa: S308 - one of three constants
            )
        )
    return mark_safe("".join(parts))  # noqa: S308 - joined from format_html
