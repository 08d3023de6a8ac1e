"""The programme goal, the evidence under it, and who checked it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import TrainingProject


class ProgrammeGoal(models.Model):
    """So many verified training projects by a date."""

    name = models.CharField(_("name"), max_length=120)
    target_projects = models.PositiveIntegerField(_("projects"), default=100)
    due_on = models.DateField(_("by"))

    class Meta:
        """Names for the admin."""

        verbose_name = _("programme goal")
        verbose_name_plural = _("programme goals")

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """A photo, a sign-in sheet or a document that shows a project took place."""

    project = models.ForeignKey(
        TrainingProject, models.CASCADE, related_name="evidence", verbose_name=_("project")
    )
    title = models.CharField(_("what it shows"), max_length=120)
    file = models.FileField(_("file"), upload_to="evidence/")
    sha256 = models.CharField(max_length=64, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """Names for the admin."""

        ordering = ["added_at"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")

    def __str__(self) -> str:
        return self.title


class Verification(models.Model):
    """The check by a second person after which a project counts."""

    project = models.OneToOneField(
        TrainingProject, models.PROTECT, related_name="verification"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    verified_at = models.DateTimeField(auto_now_add=True)
    note = models.CharField(_("note"), max_length=400, blank=True)

    class Meta:
        """Nobody checks her own work: the database says so."""

        verbose_name = _("verification")
        verbose_name_plural = _("verifications")
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(submitted_by=models.F("verified_by")),
                name="verified_by_a_second_person",
            )
        ]

    def __str__(self) -> str:
        return str(self.project)
