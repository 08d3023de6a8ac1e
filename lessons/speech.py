"""Labels of the buttons on lesson pages, spoken one by one while that is wanted."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SCREENS = {
    "buttons": (
        pgettext_lazy("lesson step", "Next"),
        pgettext_lazy("lesson step", "Back"),
        _("Leave"),
        _("I have learned it"),
        _("Try again"),
        _("Go on anyway"),
        _("Back to the lesson"),
    ),
}
