"""The programme goal, the evidence under it, and who checked it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models import TrainingProject
from reports.enums import EvidenceKind


class ProgrammeGoal(models.Model):
    """So many verified training projects by a date."""

    name = models.CharField(_("name"), max_length=120)
    target_projects = models.PositiveIntegerField(
        _("projects"), default=100, validators=[MinValueValidator(1)]
    )
    due_on = models.DateField(_("by"))

    class Meta:
        """Names for the admin."""

        ordering = ["pk"]
        verbose_name = _("programme goal")
        verbose_name_plural = _("programme goals")

    def __str__(self) -> str:
        return self.name


def private_storage() -> Storage:
    """Where evidence lies: never under the public media address."""
    return storages["private"]


def evidence_name(_evidence: Evidence, filename: str) -> str:
    """A name nobody can guess; only the ending says what it is."""
    ending = filename.rsplit(".", 1)[-1].lower()
    return f"evidence/{uuid.uuid4().hex}.{ending}"


class Evidence(models.Model):
    """A photo, a sign-in sheet or a document that shows a project took place.

    The file is private: it is handed out by a view that checks who asks.
    """

    project = models.ForeignKey(
        TrainingProject,
        models.CASCADE,
        related_name="evidence",
        verbose_name=_("project"),
    )
    title = models.CharField(_("what it shows"), max_length=120)
    kind = models.CharField(
        _("kind"), max_length=8, choices=EvidenceKind.choices, editable=False
    )
    file = models.FileField(_("file"), storage=private_storage, upload_to=evidence_name)
    size_bytes = models.PositiveIntegerField(_("size"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+"
    )
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        """The same file stands in a project once."""

        ordering = ["added_at", "pk"]
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        constraints = [
            models.UniqueConstraint(
                fields=["project", "sha256"], name="evidence_once_in_project"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Submission(models.Model):
    """The organizer's word that a project is done; or was, until it was handed back.

    A handed-back submission stays as it is; the next one is a new row.
    """

    project = models.ForeignKey(
        TrainingProject, models.CASCADE, related_name="submissions"
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(auto_now_add=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    return_reason = models.CharField(_("what is missing"), max_length=400, blank=True)

    class Meta:
        """A project is submitted once at a time."""

        ordering = ["-submitted_at", "-pk"]
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=models.Q(returned_at=None),
                name="one_open_submission",
            )
        ]

    def __str__(self) -> str:
        return f"{self.project} {self.submitted_at:%Y-%m-%d}"


class Verification(models.Model):
    """The check by a second person after which a project counts.

    The day of `verified_at` is the day the project counts. Never changed, never deleted.
    """

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
