"""What the courses app adds to Wagtail."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from courses.services.certificate_files import MISSING_GLYPH


@hooks.register("register_log_actions")
def certificate_log_actions(actions: LogActionRegistry) -> None:
    """Name in the log what only people can put right about a certificate."""
    actions.register_action(
        MISSING_GLYPH,
        _("A character could not be drawn"),
        _("No font has a character of this certificate's name"),
    )
