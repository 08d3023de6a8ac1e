"""The question bank in the admin."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LocaleColumn
from wagtail.models import ReferenceIndex
from wagtail.snippets.views.snippets import SnippetViewSet

from quiz.models import Question


class QuestionViewSet(SnippetViewSet):
    """List, write and preview questions; shows how often each one is asked."""

    model = Question
    icon = "help"
    menu_label = _("Questions")
    menu_order = 210
    add_to_admin_menu = True
    list_display = [
        "prompt",
        "kind",
        LocaleColumn(label=_("Language")),
        Column("asked_in", label=_("Asked in"), sort_key="asked_in"),
    ]
    list_filter = ["kind", "locale"]
    list_per_page = 50
    ordering = ["prompt"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Question]:
        """Count the places that ask each question in the same query."""
        return Question.objects.annotate(
            asked_in=ReferenceIndex.usage_count_subquery(Question)
        )
