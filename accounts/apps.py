"""Wiring of the accounts app."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out
from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(AppConfig):
    """The accounts app."""

    name = "accounts"
    default = True

    def ready(self) -> None:
        """Listen to sign-ins; ours takes the place of Django's note of the last one."""
        from accounts import signal_handlers

        # The same id keeps Django from connecting its own, whichever app is ready first.
        same_id = "update_last_login"
        user_logged_in.disconnect(dispatch_uid=same_id)
        user_logged_in.connect(signal_handlers.note_last_login, dispatch_uid=same_id)
        user_logged_in.connect(signal_handlers.note_who_came)
        user_logged_out.connect(signal_handlers.note_who_left)


class PeopleAdminConfig(WagtailUsersAppConfig):
    """Wagtail's users app with our view of people."""

    default = False
    user_viewset = "accounts.viewsets.PeopleViewSet"
