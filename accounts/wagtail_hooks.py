"""What accounts adds to the Wagtail admin: places, cards, kinds of log entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from accounts.views import cards
from accounts.viewsets import PeopleGroup

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import URLPattern, URLResolver
    from wagtail.log_actions import LogActionRegistry

CARD_URLS = [
    path("cards/", cards.cards, name="index"),
    path("cards/<int:pk>/delete/", cards.erase, name="erase"),
]

register_snippet(PeopleGroup)


@hooks.register("register_admin_urls")
def card_urls() -> list[URLPattern | URLResolver]:
    """The screens of learning cards, for staff only."""
    return [path("", include((CARD_URLS, "accounts_cards")))]


class CardsMenuItem(MenuItem):
    """Only for those who look after learners."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may do anything with cards."""
        user = request.user
        return user.is_authenticated and user.has_role(*cards.CARERS)


@hooks.register("register_admin_menu_item")
def cards_menu_item() -> MenuItem:
    """The way to the learning cards."""
    return CardsMenuItem(
        _("Learning cards"),
        reverse("accounts_cards:index"),
        name="learning-cards",
        icon_name="tag",
        order=310,
    )


@hooks.register("register_log_actions")
def card_actions(actions: LogActionRegistry) -> None:
    """What happens to cards is written down with who did it."""
    for name, label in (
        ("issue_card", _("Issue a learning card")),
        ("reset_pin", _("Give a new PIN")),
        ("revoke_card", _("Revoke a learning card")),
    ):
        actions.register_action(f"accounts.{name}", label, label)
