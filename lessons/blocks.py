"""The kinds of step a lesson is made of. One step is one screen.

A `practice` kind (an imitated phone screen) joins this list with its own issue; step
templates are found by the name of the kind, so nothing else has to change for it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from lessons.rules import (
    STEPS_MAX,
    STEPS_MIN,
    endless_sentences,
    is_too_much_for_a_screen,
)


class SpokenTextBlock(blocks.TextBlock):
    """A few short sentences that are read aloud; endless ones are refused on publish."""

    def clean(self, value: str) -> str:
        """Check the sentences once the lesson goes out; a draft may be anything."""
        cleaned: str = super().clean(value)
        if not self.is_deferred_validation:
            refuse_endless(cleaned)
        return cleaned


class SpokenCharBlock(blocks.CharBlock):
    """One short sentence that is read aloud."""

    def clean(self, value: str) -> str:
        """Check the sentence once the lesson goes out; a draft may be anything."""
        cleaned: str = super().clean(value)
        if not self.is_deferred_validation:
            refuse_endless(cleaned)
        return cleaned


def refuse_endless(text: str) -> None:
    """Raise a `ValidationError` for text nobody can follow by ear."""
    endless = endless_sentences(text)
    if endless:
        message = _(
            "This sentence is too long to follow by ear. Please make several short ones "
            "of it: “%(beginning)s…”"
        )
        raise ValidationError(message % {"beginning": endless[0][:20]})
    if is_too_much_for_a_screen(text):
        raise ValidationError(
            _("This is too much for one screen. Please make two steps of it.")
        )


class ScreenBlock(blocks.StructBlock):
    """One screen: a heading, a picture, a few short sentences."""

    title = blocks.CharBlock(
        label=gettext_lazy("Heading"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Up to 12 Chinese characters or six English words."),
    )
    picture = ImageChooserBlock(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy("Drawings (SVG) are best: sharp, small and fast."),
    )
    alt = blocks.CharBlock(
        label=gettext_lazy("What the picture shows"),
        required=False,
        max_length=160,
        help_text=gettext_lazy(
            "For people who cannot see it. Say what matters, in one sentence."
        ),
    )
    body = SpokenTextBlock(
        label=gettext_lazy("Text"),
        rows=5,
        help_text=gettext_lazy(
            "Two to four short sentences: about 20 Chinese characters or 12 English "
            "words each. An empty line starts a new paragraph."
        ),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Check the parts, and on publish what they ask of each other."""
        cleaned = super().clean(value)
        lacks_alt = cleaned.get("picture") and not cleaned.get("alt")
        if lacks_alt and not self.is_deferred_validation:
            error = ValidationError(_("Please say what the picture shows."))
            raise StructBlockValidationError({"alt": error})
        return cleaned

    class Meta:
        """Look in the editor."""

        icon = "doc-full"
        label_format = "{title} {body}"


class PictureBlock(ScreenBlock):
    """A screen that is mostly its picture."""

    picture = ImageChooserBlock(label=gettext_lazy("Picture"))
    body = SpokenTextBlock(label=gettext_lazy("Text"), rows=3, required=False)

    class Meta:
        """Look in the editor."""

        icon = "image"


class DoThisBlock(ScreenBlock):
    """A short list of things to do, one after the other."""

    body = SpokenTextBlock(label=gettext_lazy("Introduction"), rows=2, required=False)
    items = blocks.ListBlock(
        SpokenCharBlock(label=gettext_lazy("One thing to do"), max_length=160),
        label=gettext_lazy("What to do"),
        min_num=2,
        max_num=6,
        help_text=gettext_lazy("Two to six short sentences, in order."),
    )

    class Meta:
        """Look in the editor."""

        icon = "list-ol"
        label_format = "{title}"


class StepStreamBlock(blocks.StreamBlock):
    """All steps of a lesson, in order."""

    text = ScreenBlock(label=gettext_lazy("Text"))
    picture = PictureBlock(label=gettext_lazy("Picture"))
    tip = ScreenBlock(label=gettext_lazy("Tip"), icon="help")
    danger = ScreenBlock(label=gettext_lazy("Danger"), icon="warning")
    do_this = DoThisBlock(label=gettext_lazy("Do this"))
    question = SnippetChooserBlock(
        "quiz.Question", label=gettext_lazy("Question"), icon="circle-check"
    )

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """Check each step, and on publish whether they make a lesson together."""
        cleaned = super().clean(value)
        missing = [] if self.is_deferred_validation else _missing_steps(cleaned)
        if missing:
            raise StreamBlockValidationError(non_block_errors=missing)
        return cleaned

    class Meta:
        """Counts are checked in `clean`, with sentences of our own."""

        max_num = STEPS_MAX
        required = False


def _missing_steps(steps: blocks.StreamValue) -> list[ValidationError]:
    missing = []
    if len(steps) < STEPS_MIN:
        message = _("A lesson needs %(min)d to %(max)d steps; this one has %(count)d.")
        counts = {"min": STEPS_MIN, "max": STEPS_MAX, "count": len(steps)}
        missing.append(ValidationError(message % counts))
    if not any(step.block_type == "question" for step in steps):
        missing.append(
            ValidationError(_("A lesson needs at least one step with a question."))
        )
    return missing


def spoken_texts(kind: str, value: Any) -> list[str]:
    """Give what a step that is not a question says, in order."""
    if kind == "question" or value is None:
        return []
    texts = [value["title"], value["body"], *value.get("items", [])]
    return [text for text in texts if text]
