"""Submitting a project, handing it back, and verifying it."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages

from accounts.decorators import StaffRequest
from courses.models import TrainingProject
from courses.selectors.organizing import managed_project
from reports.exceptions import Refusal
from reports.forms import HandBackForm, VerifyForm
from reports.services import hand_back, submit, verify


def _back_to(project: TrainingProject) -> HttpResponse:
    return redirect(reverse("organizing:project", args=[project.pk]))


def _project_to_verify(request: StaffRequest, pk: int) -> TrainingProject:
    visible = TrainingProject.objects.visible_to(request.user)
    project = get_object_or_404(visible, pk=pk)
    if not request.user.has_perm("reports.add_verification"):
        raise PermissionDenied
    return project


@require_POST
def submit_project(request: StaffRequest, pk: int) -> HttpResponse:
    """The organizer says: done, please check."""
    project = managed_project(request.user, pk)
    if not request.user.has_perm("reports.add_submission"):
        raise PermissionDenied
    try:
        submit(project=project, submitted_by=request.user)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Submitted. A second person has to verify it now."))
    return _back_to(project)


@require_POST
def verify_project(request: StaffRequest, pk: int) -> HttpResponse:
    """The second person says: checked."""
    project = _project_to_verify(request, pk)
    form = VerifyForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("The note is too long."))
        return _back_to(project)
    try:
        verify(
            project=project,
            verified_by=request.user,
            note=form.cleaned_data["note"],
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Verified. The project counts from today."))
    return _back_to(project)


@require_POST
def hand_back_project(request: StaffRequest, pk: int) -> HttpResponse:
    """The second person says: something is missing."""
    project = _project_to_verify(request, pk)
    form = HandBackForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please say what is missing."))
        return _back_to(project)
    try:
        hand_back(
            project=project,
            returned_by=request.user,
            reason=form.cleaned_data["reason"],
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Handed back to the organizer."))
    return _back_to(project)
