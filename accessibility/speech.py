"""What the screens of the design system say aloud: the sentences one reads on them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

SCREENS = {
    "accessibility.display": (
        _("Version for elders"),
        _("Choose what your eyes and ears like."),
        _("You can change it again at any time."),
        _("Size of the letters"),
        _("Colours"),
        _("Read new screens aloud"),
        _("Speed of the voice"),
        _("Language"),
    ),
    "buttons": (
        _("Big letters"),
        _("Back"),
        _("Use this"),
        _("Listen"),
        _("Home"),
        _("My learning"),
        _("Help"),
        _("To the first page"),
        _("Erase"),
        _("Start over"),
    ),
}
