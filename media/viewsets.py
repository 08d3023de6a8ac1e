"""Lists and forms in the admin."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from media.models import LexiconEntry


class LexiconViewSet(SnippetViewSet):
    """How words are spoken."""

    model = LexiconEntry
    icon = "openquote"
    menu_label = _("How words are spoken")
    add_to_admin_menu = False
    list_display = ["written", "spoken", "language"]
    list_filter = ["language"]
    search_fields = ["written", "spoken"]
    panels = [
        FieldPanel("language", widget=forms.Select(choices=settings.LANGUAGES)),
        FieldPanel("written"),
        FieldPanel("spoken"),
    ]
