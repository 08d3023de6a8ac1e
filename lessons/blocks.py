"""The kinds of step a lesson is made of. One step is one screen."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class StepStreamBlock(blocks.StreamBlock):
    """All steps of a lesson, in order."""

    text = blocks.StructBlock(
        [
            ("title", blocks.CharBlock(max_length=30, required=False)),
            ("picture", ImageChooserBlock(required=False)),
            ("alt", blocks.CharBlock(max_length=80, required=False)),
            ("body", blocks.TextBlock()),
        ],
        label=_("Text"),
    )
    question = SnippetChooserBlock("quiz.Question", label=_("Question"))
