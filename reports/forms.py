"""Checks what organizers and verifiers send in."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from reports.exceptions import Refusal
from reports.models import ProgrammeGoal
from reports.services.evidence import CleanFile, clean_file


class EvidenceForm(forms.Form):
    """One file and what it shows."""

    title = forms.CharField(
        label=_("What does it show?"),
        max_length=120,
        help_text=_("Such as: sign-in sheet of 3 March."),
    )
    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # so that our own sentence is shown
        help_text=_("A photo (JPEG, PNG, WebP) or a PDF, at most 8 MB."),
        widget=forms.ClearableFileInput(
            attrs={"accept": "image/jpeg,image/png,image/webp,application/pdf"}
        ),
    )

    def clean_file(self) -> CleanFile:
        """Refuse what is neither a picture nor a PDF, by its content."""
        upload: UploadedFile = self.cleaned_data["file"]
        try:
            return clean_file(upload, max_bytes=settings.UPLOAD_MAX_BYTES)
        except Refusal as refusal:
            raise forms.ValidationError(str(refusal)) from refusal


class VerifyForm(forms.Form):
    """The second person's word."""

    note = forms.CharField(label=_("Note"), max_length=400, required=False)


class HandBackForm(forms.Form):
    """What is missing, told to the organizer."""

    reason = forms.CharField(label=_("What is missing?"), max_length=400)


class GoalForm(WagtailAdminModelForm):
    """The goal itself, for administrators."""

    class Meta:
        """All of it."""

        model = ProgrammeGoal
        fields = ["name", "target_projects", "due_on"]
        widgets = {"due_on": AdminDateInput()}
