"""Lessons and competences in the admin."""

from __future__ import annotations

import django_filters
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn
from wagtail.admin.views.pages.listing import PageFilterSet
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.admin.widgets import AdminDateInput
from wagtail.snippets.views.snippets import SnippetViewSet

from lessons.models import Competence, LessonPage
from lessons.selectors import is_overdue


def review_state(page: LessonPage) -> str:
    """Say until when the facts of a lesson are good."""
    if page.review_by is None:
        return str(_("not set"))
    day: str = page.review_by.isoformat()
    if is_overdue(page, timezone.localdate()):
        return str(_("overdue since %(day)s") % {"day": day})
    return day


class LessonFilterSet(PageFilterSet):
    """Find lessons by subject, audience and the day their facts are to be checked."""

    review_by = django_filters.DateFilter(
        label=_("To be checked again before"), lookup_expr="lt", widget=AdminDateInput
    )

    class Meta:
        """Fields that filter."""

        model = LessonPage
        fields = ["subject", "audience", "review_by"]


class LessonListingViewSet(PageListingViewSet):
    """All lessons in one list, with the state of their facts."""

    name = "lessons"
    model = LessonPage
    icon = "doc-full"
    menu_label = _("Lessons")
    menu_order = 200
    add_to_admin_menu = True
    filterset_class = LessonFilterSet
    columns = [
        *PageListingViewSet.columns,
        Column("get_subject_display", label=_("Subject"), sort_key="subject"),
        StatusTagColumn(
            "review",
            label=_("Check again by"),
            accessor=review_state,
            sort_key="review_by",
            primary=lambda page: is_overdue(page, timezone.localdate()),
        ),
    ]


class CompetenceViewSet(SnippetViewSet):
    """Competences of the frameworks that lessons teach."""

    model = Competence
    icon = "tag"
    menu_label = _("Competences")
    menu_order = 220
    add_to_admin_menu = True
    list_display = ["framework", "version", "code", "name"]
    list_filter = ["framework", "version"]
