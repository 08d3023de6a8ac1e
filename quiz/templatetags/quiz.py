"""Small helpers for templates that show a question."""

from __future__ import annotations

from django import template

from media.rules import SpeechScript
from quiz.models import Question
from quiz.selectors import question_segments

register = template.Library()


@register.simple_tag
def question_script(question: Question) -> SpeechScript:
    """Give all a question can say as a script of its own (for the editor's preview)."""
    return SpeechScript(question.locale.language_code, question_segments(question))


@register.simple_tag
def named(prefix: str, block_id: str) -> str:
    """Give the name of a segment that belongs to one answer, such as `reason-3f2a`."""
    return f"{prefix}-{block_id}"


@register.filter
def right_ids(question: Question) -> str:
    """Give the ids of the right answers (in order, for "put in order"), space between."""
    return " ".join(question.mark([]).right_ids)
