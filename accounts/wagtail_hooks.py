"""What accounts adds to the Wagtail admin: kinds of log entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

if TYPE_CHECKING:
    from wagtail.log_actions import LogActionRegistry


@hooks.register("register_log_actions")
def card_actions(actions: LogActionRegistry) -> None:
    """What happens to cards is written down with who did it."""
    for name, label in (
        ("issue_card", _("Issue a learning card")),
        ("reset_pin", _("Give a new PIN")),
        ("revoke_card", _("Revoke a learning card")),
    ):
        actions.register_action(f"accounts.{name}", label, label)
