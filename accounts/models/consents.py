"""What a person agreed to, in which words, and when it was taken back."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _


class ConsentText(models.Model):
    """One version of the words a person is asked to agree to, in one language.

    Personal Information Protection Law, articles 14 to 17: informed, voluntary, explicit,
    and as easy to withdraw as to give.
    """

    version = models.PositiveSmallIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=12)
    body = models.TextField(
        _("text"), help_text=_("Short sentences; it is read aloud.")
    )
    published_on = models.DateField(_("published on"))

    class Meta:
        """One text per version and language."""

        ordering = ["-version", "language"]
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        constraints = [
            models.UniqueConstraint(
                fields=["version", "language"], name="one_consent_text_per_language"
            )
        ]

    def __str__(self) -> str:
        return f"{self.version} ({self.language})"

    def clean(self) -> None:
        """Words somebody agreed to stay as they are; other words are another version."""
        if not self.pk or not self.consents.exists():
            return
        before = ConsentText.objects.get(pk=self.pk)
        fixed = ("version", "language", "body")
        if any(getattr(self, name) != getattr(before, name) for name in fixed):
            raise ValidationError(
                _("People have agreed to these words. Please write a new version.")
            )


class Consent(models.Model):
    """One person's agreement to one version of the text."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="consents"
    )
    text = models.ForeignKey(ConsentText, models.PROTECT, related_name="consents")
    read_aloud = models.BooleanField(
        default=False, help_text=_("The text was listened to before agreeing.")
    )
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """Names for the admin."""

        ordering = ["-given_at"]
        verbose_name = _("consent")
        verbose_name_plural = _("consents")

    def __str__(self) -> str:
        return f"{self.person} {self.text}"
