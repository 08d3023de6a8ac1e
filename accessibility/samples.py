"""What the pattern page shows: every component, its variables, and states to draw it in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class Sample:
    """One component: the include's name, what it is for, its variables, its states."""

    name: str
    purpose: Words
    variables: str
    states: tuple[dict[str, Any], ...]
    group: str = "stack"
    template: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(
            self, "template", f"accessibility/components/{self.name}.html"
        )


def drawn_icons() -> list[str]:
    """Names of all drawings there are, by the alphabet."""
    folder = Path(__file__).parent / "templates" / "accessibility" / "icons"
    return sorted(path.stem for path in folder.glob("*.svg"))


SAMPLES = (
    Sample(
        "big_button",
        _("The one thing to do next. One green button a screen."),
        "label, href | type, kind, icon, note, name, value, form, action, disabled, download",
        (
            {"label": _("Go on"), "kind": "go", "icon": "next"},
            {"label": _("Listen"), "kind": "hear", "icon": "hear"},
            {"label": _("Go back"), "kind": "plain", "icon": "back"},
            {
                "label": _("Remove"),
                "kind": "danger",
                "note": _("You will be asked again"),
            },
            {"label": _("Go on"), "disabled": True},
        ),
    ),
    Sample(
        "tile",
        _("A place to go to."),
        "label, href, kind, icon, note",
        (
            {"label": _("Pay by phone"), "href": "#tile", "kind": "pay"},
            {"label": _("Everyday apps"), "href": "#tile", "kind": "apps"},
            {"label": _("Spot a scam"), "href": "#tile", "kind": "risk"},
            {
                "label": _("Is this a scam?"),
                "href": "#tile",
                "kind": "help",
                "icon": "question",
            },
        ),
        "tiles",
    ),
    Sample(
        "stepper",
        _("Where one is in a lesson."),
        "total, current",
        ({"total": 6, "current": 3}, {"total": 6, "current": 6}),
    ),
    Sample(
        "progress",
        _("How much is learned."),
        "done, total, label, on_go",
        ({"done": 3, "total": 6}, {"done": 6, "total": 6}),
    ),
    Sample(
        "answer",
        _("One option of a question, before and after it was chosen."),
        "text, value, name, type, checked, disabled, state, reason",
        (
            {"text": _("Look at the name first"), "value": "a", "name": "s1"},
            {"text": _("Pay at once"), "value": "b", "name": "s1", "checked": True},
            {
                "text": _("Look at the name first"),
                "value": "a",
                "name": "s2",
                "state": "right",
                "checked": True,
                "reason": _("The name tells you who gets the money."),
            },
            {
                "text": _("Pay at once"),
                "value": "b",
                "name": "s3",
                "state": "wrong",
                "checked": True,
                "reason": _("Take your time. Nobody has to pay in a hurry."),
            },
            {
                "text": _("Ask the family"),
                "value": "c",
                "name": "s4",
                "type": "checkbox",
            },
        ),
    ),
    Sample(
        "notice",
        _("Something to know."),
        "text, title, kind, role",
        (
            {
                "kind": "info",
                "title": _("Good to know"),
                "text": _("A lesson takes five minutes."),
            },
            {
                "kind": "good",
                "title": _("Well done"),
                "text": _("You finished this lesson."),
            },
            {
                "kind": "warn",
                "title": _("Not saved yet"),
                "text": _("We keep it on this phone and send it later."),
            },
            {
                "kind": "danger",
                "title": _("Stop"),
                "text": _("Never tell anybody the code from a message."),
            },
        ),
    ),
    Sample(
        "keypad",
        _("Numbers in large keys. Without scripts it is a plain number field."),
        "name, label, id, help, error, length, secret, value, autocomplete",
        (
            {
                "name": "number",
                "label": _("Number on the card"),
                "help": _("Eight digits, below the picture."),
                "length": 8,
            },
            {
                "name": "pin",
                "label": _("Your four digits"),
                "secret": True,
                "length": 4,
                "error": _("That was not right. Please try again."),
            },
        ),
    ),
    Sample(
        "list_row",
        _("One of several things."),
        "title, href, note, icon, done",
        (
            {
                "title": _("Look at the name before you pay"),
                "note": _("Six steps"),
                "href": "#list_row",
                "icon": "pay",
            },
            {"title": _("Make the letters bigger"), "href": "#list_row", "done": True},
        ),
    ),
    Sample(
        "card",
        _("What belongs together."),
        "title, eyebrow, text, done, total, href, label, icon, kind",
        (
            {
                "eyebrow": _("Pay by phone"),
                "title": _("Look at the name before you pay"),
                "done": 3,
                "total": 6,
                "href": "#card",
                "label": _("Go on learning"),
                "icon": "play",
                "kind": "go",
            },
            {"title": _("Today"), "text": _("One lesson is enough for a day.")},
        ),
    ),
    Sample(
        "empty_state",
        _("Nothing here yet, and what to do about it."),
        "title, text, icon, href, label",
        (
            {
                "title": _("Nothing learned yet"),
                "text": _("Begin with any lesson you like."),
                "href": "#empty_state",
                "label": _("Choose a lesson"),
            },
        ),
    ),
    Sample(
        "choice",
        _("One of a few, or yes and no."),
        "label, name, value, type, checked, required, note",
        (
            {"label": _("Slow"), "name": "speed", "value": "75"},
            {"label": _("Standard"), "name": "speed", "value": "100", "checked": True},
            {
                "label": _("I agree"),
                "name": "agree",
                "value": "yes",
                "type": "checkbox",
                "note": _("You can take it back at any time."),
            },
        ),
    ),
    Sample(
        "listen",
        _("Reads the screen to you."),
        "screen",
        ({"screen": "accessibility.display"},),
    ),
)
