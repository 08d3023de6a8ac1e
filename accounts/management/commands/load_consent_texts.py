"""`manage.py load_consent_texts`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from accounts.services import load_consent_texts


class Command(BaseCommand):
    """Puts the shipped words of consent into the database."""

    help = (
        "Puts the words of consent that come with the product into the database. "
        "A version that is there already is never changed."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load them and say how many were new."""
        count = load_consent_texts()
        if options["verbosity"]:
            self.stdout.write(f"{count} new texts.")
