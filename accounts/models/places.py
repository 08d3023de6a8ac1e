"""Administrative divisions, as far down as the operator has imported them."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.enums import RegionLevel


class RegionQuerySet(models.QuerySet["Region"]):
    """Questions about places."""

    def provinces(self) -> RegionQuerySet:
        """The 34 province-level divisions."""
        return self.filter(level=RegionLevel.PROVINCE)

    def within(self, region: Region) -> RegionQuerySet:
        """The region itself and everything below it."""
        return self.filter(code__startswith=region.significant_code)


class Region(models.Model):
    """An administrative division with its official code.

    Codes are written in full length as published: 6 digits down to the county
    (GB/T 2260), 9 down to the township (GB/T 10114), 12 for a village.
    """

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=60)
    full_name = models.CharField(
        _("full name"), max_length=200, help_text=_("From the province down.")
    )
    level = models.PositiveSmallIntegerField(_("level"), choices=RegionLevel.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children"
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)

    objects = RegionQuerySet.as_manager()

    class Meta:
        """Names for the admin."""

        ordering = ["code"]
        verbose_name = _("administrative division")
        verbose_name_plural = _("administrative divisions")

    def __str__(self) -> str:
        return self.full_name or self.name

    @property
    def significant_code(self) -> str:
        """The digits that say something: 110000 -> 11."""
        lengths = {1: 2, 2: 4, 3: 6, 4: 9, 5: 12}
        return self.code[: lengths[self.level]]
