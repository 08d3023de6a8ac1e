"""The Chinese on screen is complete."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

ROOT = Path(__file__).resolve().parent.parent
CATALOGUE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w+\}")


@pytest.fixture(scope="module")
def messages() -> list[polib.POEntry]:
    """Every text of the catalogue."""
    return [entry for entry in polib.pofile(str(CATALOGUE)) if not entry.obsolete]


def spoken(entry: polib.POEntry) -> list[str]:
    """The Chinese of an entry, one per plural form."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def test_every_text_has_its_chinese(messages: list[polib.POEntry]) -> None:
    missing = [entry.msgid for entry in messages if not all(spoken(entry))]
    assert missing == []


def test_no_text_is_only_a_guess(messages: list[polib.POEntry]) -> None:
    assert [entry.msgid for entry in messages if "fuzzy" in entry.flags] == []


def test_what_is_filled_in_later_is_the_same(messages: list[polib.POEntry]) -> None:
    wrong = [
        entry.msgid
        for entry in messages
        for text in spoken(entry)
        if set(PLACEHOLDER.findall(text))
        - set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    ]
    assert wrong == []


def test_one_catalogue_holds_everything() -> None:
    stray = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.glob("*/locale/*/LC_MESSAGES/*.po")
        if ".venv" not in path.parts
    ]
    assert stray == []
