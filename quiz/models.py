"""The question bank."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField
from wagtail.models import TranslatableMixin

from quiz.blocks import OptionStreamBlock
from quiz.enums import QuestionKind
from quiz.rules import Marking, Option, mark


class Question(TranslatableMixin, models.Model):
    """One question with a reason for each answer.

    The question's `translation_key` and the ids of its option blocks are the same in
    every language, so that an answer can be marked whatever language it was given in.
    """

    kind = models.CharField(_("kind"), max_length=12, choices=QuestionKind.choices)
    prompt = models.CharField(_("question"), max_length=200)
    options = StreamField(
        OptionStreamBlock(min_num=2, max_num=6), verbose_name=_("answers")
    )
    hint = models.CharField(
        _("a friendly hint"),
        max_length=200,
        blank=True,
        help_text=_("Said after a wrong answer, before the next try."),
    )

    class Meta(TranslatableMixin.Meta):
        """Names for the admin."""

        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.prompt

    @property
    def key(self) -> str:
        """The name progress is kept under, the same in every language."""
        return str(self.translation_key)

    def rule_options(self) -> tuple[Option, ...]:
        """Give the answers as marking sees them."""
        return tuple(
            Option(str(block.id), bool(block.value["is_right"]))
            for block in self.options
        )

    def mark(self, chosen: Sequence[str]) -> Marking:
        """Mark one try at this question."""
        return mark(self.kind, self.rule_options(), chosen)
