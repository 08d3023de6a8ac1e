"""The words of consent that come with the product."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.db import transaction
from django.utils import timezone

from accounts.models import ConsentText


def load_consent_texts() -> int:
    """Put the shipped words of consent into the database. Repeatable.

    A version that is there already stays as it is: people agreed to exactly these words.
    Returns how many texts were new. Files are called `<version>.<language>.txt`.
    """
    made = 0
    folder = Path(apps.get_app_config("accounts").path) / "data" / "consent"
    with transaction.atomic():
        for path in sorted(folder.glob("*.txt")):
            version, language = path.stem.split(".")
            _text, is_new = ConsentText.objects.get_or_create(
                version=int(version),
                language=language,
                defaults={
                    "body": path.read_text(encoding="utf-8").strip(),
                    "published_on": timezone.localdate(),
                },
            )
            made += is_new
    return made
