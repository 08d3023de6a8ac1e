"""Learning cards: the paper card that signs a learner in."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _

PIN_SALT = "accounts.learning-card.pin"


def pin_digest(number: str, pin: str, secret: str | bytes | None = None) -> str:
    """The digest under which a card's PIN is kept: keyed with the server's secret.

    10,000 PINs are tried through in a second or two whatever the hash, so a slow one
    would only slow the hall down. Who has the table but not the key learns nothing
    (docs/decisions/0020-pins-are-kept-under-a-key.md).
    """
    value = f"{number}:{pin}"
    return salted_hmac(PIN_SALT, value, secret, algorithm="sha256").hexdigest()


class LearningCardQuerySet(models.QuerySet["LearningCard"]):
    """Questions about cards."""

    def usable(self) -> LearningCardQuerySet:
        """Cards that were not given back or lost, of people who are still here."""
        return self.filter(revoked_at=None, learner__is_active=True)


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
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = LearningCardQuerySet.as_manager()

    class Meta:
        """Names for the admin."""

        verbose_name = _("learning card")
        verbose_name_plural = _("learning cards")

    def __str__(self) -> str:
        return self.number

    def set_pin(self, pin: str) -> None:
        """Take a new PIN; the caller saves."""
        self.pin_digest = pin_digest(self.number, pin)

    def has_pin(self, pin: str) -> bool:
        """Whether this is the card's PIN, under today's key or one still accepted."""
        keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
        digests = [pin_digest(self.number, pin, key) for key in keys]
        return any(constant_time_compare(self.pin_digest, one) for one in digests)
