"""How one person likes things shown, kept on the account."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from accessibility.enums import SpeechSpeed, TextSize, Theme


class DisplayPreference(models.Model):
    """The choices of one person; the cookie on the phone holds the same."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="display_preference"
    )
    text_size = models.PositiveSmallIntegerField(
        _("text size"), choices=TextSize.choices, default=TextSize.MEDIUM
    )
    theme = models.CharField(
        _("colours"), max_length=12, choices=Theme.choices, default=Theme.PAPER
    )
    speech_speed = models.PositiveSmallIntegerField(
        _("speed of the voice"), choices=SpeechSpeed.choices, default=SpeechSpeed.NORMAL
    )
    language = models.CharField(_("language"), max_length=12, default="zh-hans")
    read_aloud = models.BooleanField(_("read new screens aloud"), default=False)

    class Meta:
        """Names for the admin."""

        verbose_name = _("display preference")
        verbose_name_plural = _("display preferences")

    def __str__(self) -> str:
        return str(self.person)
