"""`manage.py set_up_roles`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services import set_up_roles


class Command(BaseCommand):
    """Write the roles of `settings.ROLE_PERMISSIONS` to Django's groups."""

    help = (
        "Makes the groups trainer, organizer, editor and administrator and gives them "
        "exactly the permissions the settings name. Running it again changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Set them up and say how many permissions each has."""
        for role, count in set_up_roles().items():
            if options["verbosity"]:
                self.stdout.write(f"{role}: {count}")
