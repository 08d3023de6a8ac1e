"""How one person likes things shown, and when kept pages grew old."""

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


class PageGenerationManager(models.Manager["PageGeneration"]):
    """Keeps the one row."""

    def raise_number(self) -> None:
        """Count one up; the row is made when it is first needed."""
        row, _made = self.get_or_create(pk=PageGeneration.THE_ROW)
        self.filter(pk=row.pk).update(number=models.F("number") + 1)


class PageGeneration(models.Model):
    """How often the pages kept in memory were declared out of date: one row, one number.

    Every process compares it with what it saw last (`accessibility.page_cache`).
    """

    THE_ROW = 1

    number = models.PositiveBigIntegerField(default=0)

    objects = PageGenerationManager()

    class Meta:
        """Names for the admin."""

        verbose_name = _("page generation")
        verbose_name_plural = _("page generations")

    def __str__(self) -> str:
        return str(self.number)
