"""朗读进度: what can be heard, by which voice, what is being made and what failed."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from media import progress, services
from media.enums import JobState
from media.models import NarrationJob

VIEW = "media.view_narration"
CHANGE = "media.change_narrationjob"


class ProgressView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """The page, and with `?part=1` only what changes on it."""

    permission_required = VIEW
    raise_exception = True
    template_name = "media/admin/progress.html"
    page_title = gettext_lazy("Narration progress")
    header_icon = "media"
    breadcrumbs_items = [
        {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")},
        {"url": "", "label": gettext_lazy("Narration progress")},
    ]

    def get_template_names(self) -> list[str]:
        """The part alone when the page refreshes itself."""
        if "part" in self.request.GET:
            return ["media/admin/progress_part.html"]
        return [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The figures of this moment."""
        return super().get_context_data(
            languages=progress.progress_by_language(),
            jobs=progress.jobs_to_show(),
            may_change=self.request.user.has_perm(CHANGE),
            **kwargs,
        )


@require_POST
def make_missing(request: HttpRequest) -> HttpResponse:
    """Queue everything that has no sound yet."""
    _guard(request)
    jobs = services.request_missing()
    if jobs:
        messages.success(request, _("The missing sounds are being made."))
    else:
        messages.success(request, _("Nothing is missing."))
    return _back()


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue a failed job once more."""
    _guard(request)
    job = get_object_or_404(NarrationJob, pk=pk, state=JobState.FAILED)
    services.run_again(job=job)
    messages.success(request, _("It will be tried again now."))
    return _back()


def _guard(request: HttpRequest) -> None:
    if not request.user.has_perm(CHANGE):
        raise PermissionDenied


def _back() -> HttpResponseRedirect:
    return redirect("narration:progress")
