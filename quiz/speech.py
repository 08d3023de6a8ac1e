"""Labels of the buttons on questions, spoken one by one while that is wanted."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SCREENS = {"buttons": (_("I am done"),)}
