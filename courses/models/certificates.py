"""Certificates: frozen at issue, confirmed on a public page."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from courses.models.progress import Enrolment


class Certificate(models.Model):
    """That one learner completed one course. The words are frozen at issue."""

    code = models.CharField(max_length=24, unique=True)
    enrolment = models.ForeignKey(
        Enrolment, models.PROTECT, related_name="certificates"
    )
    course_key = models.UUIDField()
    learner_name = models.CharField(max_length=60)
    course_title = models.CharField(max_length=255)
    project_name = models.CharField(max_length=120, blank=True)
    organization_name = models.CharField(max_length=120, blank=True)
    completed_on = models.DateField()
    issued_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One certificate per course and enrolment."""

        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "course_key"], name="one_certificate_per_course"
            )
        ]

    def __str__(self) -> str:
        return self.code
