"""Cohorts: who is in one village's class, who teaches it, and what is on today."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from accounts.decorators import StaffRequest
from accounts.models import LearningCard, User
from accounts.rules import is_loopback, reachable_address
from accounts.selectors import cards_for
from accounts.services import reset_pin
from courses.enums import OPEN_STATES, ProjectStatus
from courses.forms.organizing import CohortForm
from courses.models import Cohort, Enrolment
from courses.selectors.organizing import (
    cohort_tallies,
    managed_cohort,
    managed_project,
    own_cohorts,
    visible_cohort,
)
from courses.services import withdraw
from courses.views.organizing import ProjectScreen
from courses.viewsets import let_search_regions

CARDS_PER_PAGE = 100  # ten sheets; a browser draws two thousand QR codes badly


class CohortFormView(ProjectScreen, FormView[CohortForm], ABC):
    """What a new cohort and a changed one share."""

    form_class = CohortForm
    template_name = "courses/organizing/form.html"
    permission = "courses.change_cohort"
    cohort: Cohort

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Only for those who run the project."""
        if not self.staff.has_perm(self.permission):
            raise PermissionDenied
        self.cohort = self.find(**kwargs)
        self.project = self.cohort.project
        return super().dispatch(request, *args, **kwargs)

    @abstractmethod
    def find(self, **kwargs: Any) -> Cohort:
        """The cohort the form is about."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """A model form in a plain form view."""
        return {
            **super().get_form_kwargs(),
            "instance": self.cohort,
            "for_user": self.staff,
        }

    def get_form(self, form_class: type[CohortForm] | None = None) -> CohortForm:
        """With a place chooser that can search."""
        form = super().get_form(form_class)
        let_search_regions(form)
        return form

    def form_valid(self, form: CohortForm) -> HttpResponse:
        """Keep it and go to its learners."""
        is_new = self.cohort.pk is None
        cohort = form.save()
        log(instance=cohort, action="wagtail.create" if is_new else "wagtail.edit")
        messages.success(
            self.request, _("“%(name)s” was saved.") % {"name": cohort.name}
        )
        return redirect("organizing:cohort", cohort_pk=cohort.pk)


class AddCohortView(CohortFormView):
    """A new cohort in a project that is planned or running."""

    permission = "courses.add_cohort"
    page_title = gettext_lazy("New cohort")

    def find(self, **kwargs: Any) -> Cohort:
        """A cohort that does not exist yet."""
        project = managed_project(self.staff, kwargs["pk"])
        if project.status not in OPEN_STATES:
            raise PermissionDenied
        return Cohort(project=project)


class EditCohortView(CohortFormView):
    """Name, village and trainers of a cohort."""

    page_title = gettext_lazy("Edit cohort")

    def find(self, **kwargs: Any) -> Cohort:
        """One's own cohort."""
        return managed_cohort(self.staff, kwargs["cohort_pk"])


class TodayView(WagtailAdminTemplateMixin, TemplateView):
    """A trainer's own cohorts and what happened in them today."""

    request: StaffRequest
    template_name = "courses/organizing/today.html"
    page_title = gettext_lazy("My cohorts")
    header_icon = "group"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """For whoever may look at cohorts."""
        if not request.user.has_perm("courses.view_cohort"):
            raise PermissionDenied
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Running projects only: nothing is on in the others."""
        return super().get_context_data(
            tallies=cohort_tallies(own_cohorts(self.request.user)), **kwargs
        )


def _enrolment(request: StaffRequest, pk: int) -> Enrolment:
    if not request.user.has_perm("courses.view_enrolment"):
        raise PermissionDenied
    enrolments = Enrolment.objects.visible_to(request.user).active()
    found = enrolments.filter(project__isnull=False).select_related(
        "learner", "project", "cohort"
    )
    return get_object_or_404(found, pk=pk)


@never_cache
@require_POST
@sensitive_variables("pin")
def new_pin(request: StaffRequest, pk: int) -> HttpResponse:
    """A new PIN for a learner who forgot it; shown once, here."""
    enrolment = _enrolment(request, pk)
    valid = LearningCard.objects.filter(learner=enrolment.learner, revoked_at=None)
    card = valid.select_related("learner").order_by("-issued_at", "-pk").first()
    if card is None:
        messages.error(request, _("This learner has no learning card."))
        return redirect("organizing:learners", pk=enrolment.project_id)
    pin = reset_pin(card=card, reset_by=request.user)
    context = {
        "issued": [(card, pin)],
        "project": enrolment.project,
        "cohort": enrolment.cohort,
    }
    return render(request, "courses/organizing/pins.html", context)


@never_cache
@require_GET
def print_cards(request: StaffRequest, cohort_pk: int) -> HttpResponse:
    """The cohort's learning cards, ten on a sheet of A4; the PINs are not on them."""
    if not request.user.has_perm("courses.view_enrolment"):
        raise PermissionDenied
    cohort = visible_cohort(request.user, cohort_pk)
    learners = User.objects.filter(
        enrolments__cohort=cohort, enrolments__withdrawn_at=None
    )
    page = Paginator(learners.order_by("display_name", "pk"), CARDS_PER_PAGE).get_page(
        request.GET.get("p")
    )
    address = reachable_address(settings.BASE_URL, request.build_absolute_uri("/"))
    context = {
        "cards": cards_for(page, base_url=address),
        "leads_nowhere": is_loopback(address),
        "address": address,
        "page": page,
        "cohort": cohort,
    }
    return render(request, "courses/organizing/cards.html", context)


@require_POST
def leave(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a learner out of the project; what was reached stays."""
    enrolment = _enrolment(request, pk)
    project = managed_project(request.user, enrolment.project_id or 0)
    if not request.user.has_perm("courses.change_enrolment"):
        raise PermissionDenied
    if project.status == ProjectStatus.ENDED:
        messages.error(
            request, _("The project has ended: its learners stay as they are.")
        )
    else:
        withdraw(enrolment=enrolment, by=request.user)
        log(instance=enrolment, action="courses.withdraw")
        words = _("%(name)s no longer takes part.") % {"name": enrolment.learner}
        messages.success(request, words)
    return redirect("organizing:learners", pk=project.pk)
