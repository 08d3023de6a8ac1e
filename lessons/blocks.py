"""The kinds of step a lesson is made of. One step is one screen.

A `practice` kind (an imitated phone screen) joins this list with its own issue; step
templates are found by the name of the kind, so nothing else has to change for it.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from lessons.rules import STEPS_MAX, STEPS_MIN


class ScreenBlock(blocks.StructBlock):
    """One screen: a heading, a picture, a few short sentences."""

    title = blocks.CharBlock(
        label=_("Heading"),
        required=False,
        max_length=60,
        help_text=_("Up to 12 Chinese characters or six English words."),
    )
    picture = ImageChooserBlock(
        label=_("Picture"),
        required=False,
        help_text=_("Drawings (SVG) are best: sharp, small and fast."),
    )
    alt = blocks.CharBlock(
        label=_("What the picture shows"),
        required=False,
        max_length=120,
        help_text=_("For people who cannot see it. Say what matters, in one sentence."),
    )
    body = blocks.TextBlock(
        label=_("Text"),
        rows=5,
        help_text=_(
            "Two to four short sentences: about 20 Chinese characters or 12 English "
            "words each. An empty line starts a new paragraph."
        ),
    )

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Check the parts, and what they ask of each other when it is published."""
        cleaned = super().clean(value)
        errors = {} if self.is_deferred_validation else self.problems(cleaned)
        if errors:
            raise StructBlockValidationError(errors)
        return cleaned

    def problems(self, value: blocks.StructValue) -> dict[str, ValidationError]:
        """Say what is missing before this screen may be published, by field."""
        if value.get("picture") and not value.get("alt"):
            return {"alt": ValidationError(_("Please say what the picture shows."))}
        return {}

    class Meta:
        """Look in the editor."""

        icon = "doc-full"
        label_format = "{title} {body}"


class PictureBlock(ScreenBlock):
    """A screen that is mostly its picture."""

    picture = ImageChooserBlock(label=_("Picture"))
    body = blocks.TextBlock(label=_("Text"), rows=3, required=False)

    class Meta:
        """Look in the editor."""

        icon = "image"


class DoThisBlock(ScreenBlock):
    """A short list of things to do, one after the other."""

    body = blocks.TextBlock(label=_("Introduction"), rows=2, required=False)
    items = blocks.ListBlock(
        blocks.CharBlock(label=_("One thing to do"), max_length=120),
        label=_("What to do"),
        min_num=2,
        max_num=6,
        help_text=_("Two to six short sentences, in order."),
    )

    class Meta:
        """Look in the editor."""

        icon = "list-ol"
        label_format = "{title}"


class StepStreamBlock(blocks.StreamBlock):
    """All steps of a lesson, in order."""

    text = ScreenBlock(label=_("Text"))
    picture = PictureBlock(label=_("Picture"))
    tip = ScreenBlock(label=_("Tip"), icon="help")
    danger = ScreenBlock(label=_("Danger"), icon="warning")
    do_this = DoThisBlock(label=_("Do this"))
    question = SnippetChooserBlock(
        "quiz.Question", label=_("Question"), icon="circle-check"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("min_num", STEPS_MIN)
        kwargs.setdefault("max_num", STEPS_MAX)
        kwargs.setdefault("block_counts", {"question": {"min_num": 1}})
        super().__init__(*args, **kwargs)
