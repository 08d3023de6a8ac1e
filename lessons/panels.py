"""What editors find on the first screen of the admin."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from lessons.selectors import overdue


class OverduePanel(Component):
    """How many lessons hold facts that should have been checked again."""

    name = "lessons_overdue"
    order = 150
    template_name = "lessons/admin/overdue.html"

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
        """Count them, with the address of the list."""
        today = timezone.localdate()
        return {
            "count": overdue(today).count(),
            "heading": _("Facts to check again"),
            "address": f"{reverse('lessons:index')}?review_by={today.isoformat()}",
        }
