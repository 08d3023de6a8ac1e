"""What a question says, and where it is asked."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import ReferenceIndex

from media.rules import Segment
from quiz.enums import QuestionKind
from quiz.models import Question


def question_segments(question: Question) -> tuple[Segment, ...]:
    """Give everything a question can say: itself in flow, its feedback only when asked.

    Names: `prompt`, `how`, `option-<id>`; then `nudge`, `right`, `wrong`, `hint` and
    `reason-<id>`.
    """
    with translation.override(question.locale.language_code):
        in_flow = [Segment("prompt", question.prompt), Segment("how", _how(question))]
        in_flow += [
            Segment(f"option-{block.id}", block.value["text"])
            for block in question.shown_options()
        ]
        return (*in_flow, *_feedback_segments(question))


def _feedback_segments(question: Question) -> list[Segment]:
    """Sentences that answer a tap. Call with the question's language active."""
    spoken = {
        "nudge": _("Choose an answer first. A wrong one costs nothing."),
        "right": _("That is right!"),
        "wrong": _("Think again. Take your time."),
        "hint": question.hint,
    }
    spoken |= {
        f"reason-{block.id}": block.value["reason"] for block in question.options
    }
    return [Segment(name, text, in_flow=False) for name, text in spoken.items() if text]


def _how(question: Question) -> str:
    """Say how to answer this kind. Call with the question's language active."""
    return {
        QuestionKind.ONE: _("Tap the answer you think is right."),
        QuestionKind.TRUE_FALSE: _("Is this right? Tap your answer."),
        QuestionKind.SEVERAL: _("Tap all that are right, then press “I am done”."),
        QuestionKind.ORDER: _("Tap them one by one in order, then press “I am done”."),
    }[QuestionKind(question.kind)]


def places_asked(question: Question) -> int:
    """Count the pages that ask this question (drafts that were published before too)."""
    places = ReferenceIndex.get_references_to(question)
    count: int = places.values("base_content_type", "object_id").distinct().count()
    return count
