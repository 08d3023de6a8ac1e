"""Blocks an editor fills in for a question."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OptionBlock(blocks.StructBlock):
    """One possible answer and the reason why it is right or wrong."""

    text = blocks.CharBlock(label=_("Answer"), max_length=100)
    is_right = blocks.BooleanBlock(label=_("This is right"), required=False)
    reason = blocks.CharBlock(
        label=_("Reason"), max_length=200, help_text=_("Said after it was chosen.")
    )

    class Meta:
        """Look in the editor."""

        icon = "tick"
        label = _("Answer")


class OptionStreamBlock(blocks.StreamBlock):
    """All answers of a question. For "put in order": in the right order."""

    option = OptionBlock()
