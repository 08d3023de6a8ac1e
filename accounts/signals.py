"""News about people, for the apps above."""

from __future__ import annotations

from django.dispatch import Signal

# A person had her account deleted: erase what names her, keep what is only counted.
# Sent inside the transaction, with `person` (already anonymous) and `public_id` (the old one).
person_erased = Signal()
