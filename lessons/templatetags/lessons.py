"""What lesson templates need to know about the lesson they show."""

from __future__ import annotations

from django import template

from lessons import selectors
from lessons.models import LessonPage
from media.rules import SpeechScript

register = template.Library()


@register.simple_tag
def lesson_screens(page: LessonPage) -> list[selectors.Screen]:
    """Give the steps of a lesson as screens."""
    return selectors.screens(page)


@register.simple_tag
def closing_script(page: LessonPage) -> SpeechScript:
    """Give what the last screen says."""
    return selectors.closing_script(page)


@register.simple_tag
def all_scripts(
    screens: list[selectors.Screen], closing: SpeechScript
) -> list[SpeechScript]:
    """Give every script of a lesson, to look up its sound in one query."""
    return [*(screen.script for screen in screens), closing]


@register.filter
def says(script: SpeechScript, name: str) -> bool:
    """Whether a script has something to say under this name."""
    return any(segment.name == name for segment in script.segments)
