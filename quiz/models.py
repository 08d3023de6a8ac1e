"""The question bank."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import StreamField
from wagtail.models import PreviewableMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from quiz.blocks import OptionStreamBlock
from quiz.enums import QuestionKind
from quiz.rules import Marking, Option, Problem, Told, mark, problems, shuffled, telling

PROBLEM_SENTENCES = {
    Problem.NEEDS_ONE_RIGHT: _("Exactly one answer must be right."),
    Problem.NEEDS_RIGHT_AND_WRONG: _(
        "At least one answer must be right and at least one wrong."
    ),
    Problem.NEEDS_TWO_ANSWERS: _("This kind of question needs two answers."),
    Problem.NEEDS_THREE_ANSWERS: _("Putting in order needs at least three answers."),
    Problem.SAME_ANSWER_TWICE: _("Two answers say the same."),
}


class Question(PreviewableMixin, TranslatableMixin, index.Indexed, models.Model):
    """One question with a reason for each answer.

    The question's `translation_key` and the ids of its option blocks are the same in
    every language, so that an answer can be marked whatever language it was given in.
    """

    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=QuestionKind.choices,
        default=QuestionKind.ONE,
        help_text=_(
            "One: exactly one answer is right. Several: some are right, some are not. "
            "True or false: two answers. In order: write the answers in the right order; "
            "they are mixed for the learner."
        ),
    )
    prompt = models.CharField(
        _("question"),
        max_length=200,
        help_text=_("One short question: about 20 Chinese characters."),
    )
    options = StreamField(
        OptionStreamBlock(min_num=2, max_num=6), verbose_name=_("answers")
    )
    hint = models.CharField(
        _("a friendly hint"),
        max_length=200,
        blank=True,
        help_text=_("Said after a wrong answer, before the next try."),
    )

    panels = [
        FieldPanel("kind"),
        FieldPanel("prompt"),
        FieldPanel("options"),
        FieldPanel("hint"),
    ]
    search_fields = [
        index.SearchField("prompt"),
        index.AutocompleteField("prompt"),
        index.FilterField("kind"),
        index.FilterField("locale"),
    ]
    translatable_fields = [
        TranslatableField("prompt"),
        TranslatableField("options"),
        TranslatableField("hint"),
        SynchronizedField("kind", overridable=False),
    ]

    class Meta(TranslatableMixin.Meta):
        """Names for the admin."""

        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.prompt

    def clean(self) -> None:
        """Refuse answers that could not be marked, each with its own sentence."""
        super().clean()
        if not isinstance(self.options, StreamValue) or not self.kind:
            return
        found = problems(
            self.kind,
            [bool(block.value["is_right"]) for block in self.options],
            [str(block.value["text"]).strip() for block in self.options],
        )
        if found:
            sentences = [PROBLEM_SENTENCES[problem] for problem in found]
            raise ValidationError({"options": sentences})

    @property
    def key(self) -> str:
        """The name progress is kept under, the same in every language."""
        return str(self.translation_key)

    @property
    def is_chosen_at_once(self) -> bool:
        """Whether the first tap on an answer is already the answer."""
        return self.kind in {QuestionKind.ONE, QuestionKind.TRUE_FALSE}

    @property
    def is_order(self) -> bool:
        """Whether the answers are to be put in order."""
        return self.kind == QuestionKind.ORDER

    def rule_options(self) -> tuple[Option, ...]:
        """Give the answers as marking sees them."""
        return tuple(
            Option(str(block.id), bool(block.value["is_right"]))
            for block in self.options
        )

    def shown_options(self) -> list[Any]:
        """Give the answers in the order a learner sees them: mixed for "in order"."""
        if not self.is_order:
            return list(self.options)
        blocks = {str(block.id): block for block in self.options}
        return [blocks[id_] for id_ in shuffled(self.key, list(blocks))]

    def mark(self, chosen: Sequence[str]) -> Marking:
        """Mark one try at this question."""
        return mark(self.kind, self.rule_options(), chosen)

    def told(self, marking: Marking) -> Told:
        """Give what a learner is told about one try, as names of segments."""
        names = telling(self.kind, marking)
        return Told(
            marking.is_right, tuple(n for n in names if n != "hint" or self.hint)
        )

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """Show the preview at the width of a phone first."""
        return phone_first(super().preview_sizes)

    def get_preview_template(self, request: Any, mode_name: str) -> str:
        """Show the question as a learner sees it."""
        return "quiz/question_preview.html"

    def get_preview_context(self, request: Any, mode_name: str) -> dict[str, Any]:
        """Hand the question to the preview."""
        return {"question": self, "request": request}


def phone_first(sizes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Replace Wagtail's phone by ours: 360 pixels, the narrowest common width."""
    phone = {
        "name": "mobile",
        "icon": "mobile-alt",
        "device_width": 360,
        "label": _("As on a cheap phone (360 pixels)"),
    }
    return [phone, *(size for size in sizes if size["name"] != "mobile")]
