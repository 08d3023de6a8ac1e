"""Wiring of the accounts app."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in, user_logged_out


class AccountsConfig(AppConfig):
    """The accounts app."""

    name = "accounts"

    def ready(self) -> None:
        """Listen to sign-ins; ours takes the place of Django's note of the last one."""
        from accounts import signal_handlers

        user_logged_in.disconnect(dispatch_uid="update_last_login")
        user_logged_in.connect(signal_handlers.note_last_login)
        user_logged_in.connect(signal_handlers.note_who_came)
        user_logged_out.connect(signal_handlers.note_who_left)
