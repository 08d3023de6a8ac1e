"""Lesson pages: content only. Nothing here knows a learner."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    TitleFieldPanel,
)
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from accessibility.enums import TextSize
from accessibility.rules import Display
from lessons.blocks import StepStreamBlock
from lessons.enums import LessonAudience, Subject
from lessons.rules import REVIEW_DAYS_MAX, LessonOutline
from quiz.models import phone_first


class Competence(index.Indexed, models.Model):
    """One competence of a framework: DigComp 3.0, UNESCO DLGF, the national outline."""

    framework = models.CharField(_("framework"), max_length=60)
    version = models.CharField(_("version"), max_length=20)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("name"), max_length=120)

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.AutocompleteField("code"),
        index.FilterField("framework"),
    ]

    class Meta:
        """One row per code of a version."""

        ordering = ["framework", "version", "code"]
        verbose_name = _("competence")
        verbose_name_plural = _("competences")
        constraints = [
            models.UniqueConstraint(
                fields=["framework", "version", "code"], name="one_competence_per_code"
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.version} {self.code} {self.name}"


class LessonIndexPage(Page):
    """The shelf all lessons of one language stand on."""

    subpage_types = ["lessons.LessonPage"]
    max_count_per_parent = 1

    class Meta:
        """Names for the admin."""

        verbose_name = _("shelf of lessons")


class LessonPage(Page):
    """One short lesson, 3 to 8 steps, five minutes at most.

    The lesson's `translation_key` is its `lesson_key`: progress is kept under it, so a
    person who changes language keeps the progress. Step ids (the ids of the stream's
    blocks) are the same in every language.
    """

    subject = models.CharField(_("subject"), max_length=8, choices=Subject.choices)
    audience = models.CharField(
        _("audience"),
        max_length=8,
        choices=LessonAudience.choices,
        default=LessonAudience.BOTH,
    )
    summary = models.CharField(_("in one sentence"), max_length=120)
    remember = models.CharField(
        _("remember this"), max_length=120, help_text=_("Said on the last screen.")
    )
    steps = StreamField(
        StepStreamBlock(),
        blank=True,  # a draft may be empty; StepStreamBlock refuses to publish one
        verbose_name=_("steps"),
        help_text=_(
            "Three to eight steps, one screen each, at least one of them a question. "
            "Five minutes at most."
        ),
    )
    competences = ParentalManyToManyField(
        Competence, blank=True, verbose_name=_("competences")
    )
    source = models.TextField(
        _("source"), help_text=_("Where the facts come from, with the address.")
    )
    checked_on = models.DateField(_("facts checked on"), null=True)
    review_by = models.DateField(
        _("check again by"), null=True, help_text=_("At most 180 days later.")
    )
    curriculum_key = models.SlugField(
        max_length=60,
        blank=True,
        editable=False,
        help_text=_("Name of the curriculum file it was loaded from."),
    )
    curriculum_digest = models.CharField(
        max_length=64,
        blank=True,
        editable=False,
        help_text=_(
            "Hash of what was loaded; differs once an editor changed the page."
        ),
    )

    parent_page_types = ["lessons.LessonIndexPage"]
    subpage_types: list[str] = []
    show_in_menus_default = False

    content_panels = [
        HelpPanel(
            template="lessons/admin/advice.html", heading=_("Before it goes out")
        ),
        TitleFieldPanel(
            "title", help_text=_("Up to 20 Chinese characters: what it is good for.")
        ),
        FieldPanel("summary"),
        FieldPanel("steps"),
        FieldPanel("remember"),
        MultiFieldPanel(
            [
                FieldPanel("subject"),
                FieldPanel("audience"),
                FieldPanel("competences", widget=forms.CheckboxSelectMultiple),
            ],
            heading=_("What it teaches, and whom"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldRowPanel([FieldPanel("checked_on"), FieldPanel("review_by")]),
            ],
            heading=_("Where the facts come from"),
        ),
    ]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary"),
        index.SearchField("steps"),
        index.SearchField("remember"),
        index.FilterField("subject"),
        index.FilterField("audience"),
    ]
    override_translatable_fields = [
        TranslatableField("summary"),
        TranslatableField("remember"),
        TranslatableField("steps"),
        SynchronizedField("source"),
        SynchronizedField("subject", overridable=False),
        SynchronizedField("audience", overridable=False),
        SynchronizedField("checked_on", overridable=False),
        SynchronizedField("review_by", overridable=False),
    ]

    preview_modes = [
        ("", _("As learners see it")),
        ("largest", _("In the largest letters")),
        ("plain", _("All steps below each other")),
    ]

    class Meta:
        """Names for the admin."""

        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def clean(self) -> None:
        """Refuse a day to check again that lies before the check, or too far after it."""
        super().clean()
        if not (self.checked_on and self.review_by):
            return
        days = (self.review_by - self.checked_on).days
        if not 0 < days <= REVIEW_DAYS_MAX:
            message = _(
                "Choose a day after the last check, at most %(days)d days later."
            )
            raise ValidationError({"review_by": message % {"days": REVIEW_DAYS_MAX}})

    @property
    def preview_sizes(self) -> list[dict[str, Any]]:
        """Show the preview at the width of a phone first."""
        return phone_first(super().preview_sizes)

    def get_preview_context(
        self, request: HttpRequest, mode_name: str
    ) -> dict[str, Any]:
        """Show one of `preview_modes`."""
        context = super().get_preview_context(request, mode_name)
        if mode_name == "largest":
            context["display"] = Display(text_size=TextSize.LARGEST)
        return {**context, "is_preview": True, "is_plain": mode_name == "plain"}

    def outline(self) -> LessonOutline:
        """Give the bones of this lesson, for those who count progress."""
        asked = {
            str(step.id): step.value
            for step in self.steps
            if step.block_type == "question"
        }
        return LessonOutline(
            lesson_key=str(self.translation_key),
            step_ids=tuple(
                str(step.id) for step in self.steps if step.value is not None
            ),
            questions={
                step_id: str(question.translation_key)
                for step_id, question in asked.items()
                if question is not None
            },
        )
