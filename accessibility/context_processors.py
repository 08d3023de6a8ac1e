"""What every template may know about the reader's choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accessibility.selectors import display_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accessibility.rules import Display


def display(request: HttpRequest) -> dict[str, Display]:
    """`display`: the choices on this phone."""
    return {"display": display_of(request)}
