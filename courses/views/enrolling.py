"""Enrolling learners: one by one, or a whole roster with a preview first."""

from __future__ import annotations

import csv
from io import StringIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.log_actions import log

from accounts.models import User
from courses.enums import OPEN_STATES
from courses.exceptions import CourseError
from courses.forms.organizing import NewLearnerForm, RosterForm
from courses.models import Cohort, Enrolment
from courses.selectors.organizing import (
    SEARCH_LIMIT,
    find_learners,
    managed_cohort,
)
from courses.services import enrol
from courses.services.imports import (
    LEAVE_OUT,
    ImportResult,
    import_roster,
    plan_roster,
    seal_rows,
    unseal_rows,
)
from courses.services.registering import register_learners
from courses.services.rosters import MAX_ROWS, TEMPLATE_HEADINGS
from courses.views.organizing import ProjectScreen
from courses.viewsets import let_search_regions

TEMPLATE_EXAMPLES = (
    ("王秀兰", "", "1950", "老年人"),
    ("李建国", "", "1968", "农牧民"),
)


class CohortScreen(ProjectScreen, TemplateView):
    """A screen on which learners are added to one cohort."""

    cohort: Cohort

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Only for those who run the project, and only while it is open."""
        if not request.user.has_perm("courses.add_enrolment"):
            raise PermissionDenied
        self.cohort = managed_cohort(self.staff, kwargs["cohort_pk"])
        self.project = self.cohort.project
        if self.project.status not in OPEN_STATES:
            words = _("The project has ended: nobody can be enrolled any more.")
            messages.error(request, words)
            return self.back_to_cohort()
        return super().dispatch(request, *args, **kwargs)

    def back_to_cohort(self) -> HttpResponse:
        """To the cohort's learners."""
        return redirect("organizing:cohort", cohort_pk=self.cohort.pk)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """With the cohort before the last."""
        items = super().get_breadcrumbs_items()
        url = reverse("organizing:cohort", args=[self.cohort.pk])
        return [*items[:-1], {"url": url, "label": self.cohort.name}, items[-1]]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Which cohort."""
        return super().get_context_data(cohort=self.cohort, **kwargs)


@method_decorator(never_cache, name="dispatch")
class EnrolView(CohortScreen):
    """Search somebody known, or add somebody new."""

    template_name = "courses/organizing/enrol.html"
    page_title = gettext_lazy("Enrol learners")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What was searched for, and the form for a new learner."""
        words = self.request.GET.get("q", "")[:60]
        found = list(find_learners(self.staff, words)[: SEARCH_LIMIT + 1])
        form = kwargs.pop("form", None) or let_search_regions(
            NewLearnerForm(initial={"region": self.cohort.region})
        )
        return super().get_context_data(
            words=words,
            found=found[:SEARCH_LIMIT],
            there_are_more=len(found) > SEARCH_LIMIT,
            enrolled=self._enrolled(found),
            form=form,
            media=form.media,
            **kwargs,
        )

    def _enrolled(self, people: list[User]) -> set[int]:
        rows = Enrolment.objects.active().filter(
            project=self.project, learner__in=people
        )
        return set(rows.values_list("learner_id", flat=True))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Enrol the person chosen, or the one just described."""
        if "learner" in request.POST:
            return self._enrol_known(request.POST["learner"])
        form = NewLearnerForm(request.POST)
        let_search_regions(form)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self._enrol_new(form)

    def _enrol_known(self, pk: str) -> HttpResponse:
        if not pk.isdigit():
            return self.back_to_cohort()
        words = self.request.POST.get("q", "")[:60]
        learner = get_object_or_404(find_learners(self.staff, words), pk=pk)
        try:
            enrol(
                learner=learner,
                project=self.project,
                cohort=self.cohort,
                by=self.staff,
            )
        except CourseError as refusal:
            messages.error(self.request, str(refusal))
        else:
            words = _("%(name)s is enrolled.") % {"name": learner}
            messages.success(self.request, words)
        return self.back_to_cohort()

    def _enrol_new(self, form: NewLearnerForm) -> HttpResponse:
        person = form.save(commit=False)
        person.birth_decade = form.cleaned_data["decade"]
        cards = register_learners([person], cohort=self.cohort, by=self.staff)
        context = {"issued": cards, "project": self.project, "cohort": self.cohort}
        return render(self.request, "courses/organizing/pins.html", context)


@method_decorator(never_cache, name="dispatch")
class ImportView(CohortScreen):
    """Choose a roster file; see what it would do; confirm. Nothing is kept between."""

    template_name = "courses/organizing/import.html"
    page_title = gettext_lazy("Import a roster")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The form for the file."""
        form = kwargs.pop("form", None) or RosterForm()
        return super().get_context_data(
            form=form, max_rows=MAX_ROWS, headings=TEMPLATE_HEADINGS, **kwargs
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A file to preview, or a preview to carry out."""
        if "sealed" in request.POST:
            return self._confirm(request.POST["sealed"])
        form = RosterForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        rows = form.cleaned_data["file"]
        context = self.get_context_data(
            plan=plan_roster(rows, cohort=self.cohort, user=self.staff),
            sealed=seal_rows(rows, cohort=self.cohort, user=self.staff),
            leave_out=LEAVE_OUT,
        )
        return render(request, "courses/organizing/import_preview.html", context)

    def _confirm(self, sealed: str) -> HttpResponse:
        try:
            result = import_roster(
                unseal_rows(sealed, cohort=self.cohort, user=self.staff),
                cohort=self.cohort,
                user=self.staff,
                choices=self.request.POST,
            )
        except BadSignature:
            words = _("The preview is too old. Please choose the file again.")
            messages.error(self.request, words)
            return redirect("organizing:import", cohort_pk=self.cohort.pk)
        except CourseError as refusal:
            messages.error(self.request, str(refusal))
            return self.back_to_cohort()
        log(instance=self.cohort, action="courses.import")
        return self._answer(result)

    def _answer(self, result: ImportResult) -> HttpResponse:
        """The PINs of whoever is new; without newcomers, what was done."""
        context = {
            "result": result,
            "issued": result.cards,
            "project": self.project,
            "cohort": self.cohort,
        }
        if result.cards:
            return render(self.request, "courses/organizing/pins.html", context)
        template = "courses/organizing/import_done.html"
        return render(self.request, template, self.get_context_data() | context)


@require_GET
def roster_template(request: HttpRequest) -> HttpResponse:
    """An example roster that Excel opens without garbage (UTF-8 with BOM)."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(TEMPLATE_HEADINGS)
    writer.writerows(TEMPLATE_EXAMPLES)
    response = HttpResponse(
        "\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="roster.csv"'
    return response
