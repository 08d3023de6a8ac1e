"""Learning cards: the paper card that signs a learner in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class LearningCard(models.Model):
    """A paper card with a short number and a QR code; the PIN is not on it.

    `number` is eight digits, the last one a check digit, so that a slip of the finger is
    told apart from an unknown card. A lost card is revoked, never deleted.
    """

    number = models.CharField(_("card number"), max_length=8, unique=True)
    learner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="learning_cards"
    )
    pin_digest = models.CharField(max_length=64, editable=False)
    issued_at = models.DateTimeField(auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Names for the admin."""

        verbose_name = _("learning card")
        verbose_name_plural = _("learning cards")

    def __str__(self) -> str:
        return self.number
