"""Evidence of one project: add, look at, remove."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts.decorators import StaffRequest
from courses.models import TrainingProject
from courses.selectors.organizing import managed_project
from reports.enums import EvidenceKind
from reports.exceptions import Refusal
from reports.forms import EvidenceForm
from reports.models import Evidence
from reports.selectors import evidence_for
from reports.services import add_evidence, remove_evidence

CONTENT_TYPES = {
    EvidenceKind.PICTURE: "image/jpeg",
    EvidenceKind.DOCUMENT: "application/pdf",
}


def project_url(project: TrainingProject) -> str:
    """Where the project's own page is."""
    return reverse("organizing:project", args=[project.pk])


class AddEvidenceView(WagtailAdminTemplateMixin, FormView[EvidenceForm]):
    """The form for one more file."""

    request: StaffRequest
    form_class = EvidenceForm
    template_name = "reports/evidence_form.html"
    page_title = gettext_lazy("Add evidence")
    header_icon = "doc-full"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Only for those who run the project."""
        self.project = managed_project(self.request.user, kwargs["pk"])
        if not request.user.has_perm("reports.add_evidence"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Back to the project."""
        return [
            *self.breadcrumbs_items,
            {"url": project_url(self.project), "label": self.project.name},
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which project."""
        return super().get_context_data(
            project=self.project, project_url=project_url(self.project), **kwargs
        )

    def form_valid(self, form: EvidenceForm) -> HttpResponse:
        """Keep the file, or say why not."""
        try:
            add_evidence(
                project=self.project,
                title=form.cleaned_data["title"],
                file=form.cleaned_data["file"],
                added_by=self.request.user,
            )
        except Refusal as refusal:
            form.add_error("file", str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, _("The evidence was added."))
        return redirect(project_url(self.project))


def _own_evidence(request: StaffRequest) -> QuerySet[Evidence]:
    if not request.user.has_perm("reports.view_evidence"):
        raise PermissionDenied
    return evidence_for(request.user)


@never_cache
@require_GET
def evidence_file(request: StaffRequest, pk: int) -> FileResponse:
    """Hand the file out to somebody who may see the project."""
    evidence = get_object_or_404(_own_evidence(request), pk=pk)
    kind = EvidenceKind(evidence.kind)
    response = FileResponse(
        evidence.file.open("rb"),
        content_type=CONTENT_TYPES[kind],
        as_attachment=kind == EvidenceKind.DOCUMENT,
        filename=f"evidence-{evidence.pk}.{evidence.file.name.rsplit('.', 1)[-1]}",
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
def remove(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a wrong file away."""
    evidence = get_object_or_404(_own_evidence(request), pk=pk)
    project = managed_project(request.user, evidence.project_id)
    if not request.user.has_perm("reports.delete_evidence"):
        raise PermissionDenied
    try:
        remove_evidence(evidence=evidence)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The evidence was removed."))
    return redirect(project_url(project))
