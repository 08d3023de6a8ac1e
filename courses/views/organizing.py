"""A project's own page, what can be done with it, and its learners."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.generic import ListView, TemplateView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.ui.components import Component
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from accounts.models import User
from courses.enums import OPEN_STATES, ProjectStatus
from courses.exceptions import CourseError
from courses.models import Cohort, Enrolment, TrainingProject
from courses.selectors.organizing import (
    cohort_tallies,
    enrolments_to_follow,
    learner_lines,
    managed_project,
    may_manage,
    visible_cohort,
    visible_project,
)
from courses.selectors.projects import what_is_missing_to_start
from courses.services import cancel_project, end_project, start_project

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LEARNERS_PER_PAGE = 50


class ProjectScreen(WagtailAdminTemplateMixin):
    """A screen about one project: finds it, and shows the way back to it."""

    project: TrainingProject
    header_icon = "group"

    @property
    def staff(self) -> User:
        """Who is looking; the door of the admin let nobody else in."""
        user: User = self.request.user
        return user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, projects, this project, this screen."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("projects:index"), "label": _("Training projects")},
            {
                "url": reverse("organizing:project", args=[self.project.pk]),
                "label": self.project.name,
            },
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Every screen names its project."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"project": self.project}


class ProjectView(ProjectScreen, TemplateView):
    """One project: where it stands, what is missing, its cohorts."""

    template_name = "courses/organizing/project.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it to those who may see it."""
        _require(self.request, "courses.view_trainingproject")
        self.project = visible_project(self.staff, kwargs["pk"])
        self.may_manage = may_manage(self.staff, self.project)
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """The project's name."""
        return self.project.name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Without the project twice."""
        items = super().get_breadcrumbs_items()
        return [*items[:-2], items[-1]]

    def _steps(self) -> list[tuple[str, Step]]:
        """What can be done with the project now: its label and its address."""
        if not self.may_manage:
            return []
        return [
            (reverse(f"organizing:{name}", args=[self.project.pk]), step)
            for name, step in STEPS.items()
            if self.project.status in step.from_states
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Cohorts with their figures, and what the apps above add."""
        user = self.staff
        cohorts = Cohort.objects.visible_to(user).filter(project=self.project)
        context = super().get_context_data(**kwargs)
        panels = self._panels()
        return context | {
            "cohorts": cohort_tallies(
                cohorts.select_related("region").prefetch_related("trainers")
            ),
            "may_manage": self.may_manage,
            "steps": self._steps(),
            "is_open": self.project.status in OPEN_STATES,
            "is_planned": self.project.status == ProjectStatus.DRAFT,
            "may_enrol": self.may_manage and self.project.status in OPEN_STATES,
            "courses": self.project.project_courses.select_related("course"),
            "rule": self.project.rules.first(),
            "panels": panels,
            "media": sum((panel.media for panel in panels[1:]), panels[0].media)
            if panels
            else "",
        }

    def _panels(self) -> list[Component]:
        """Panels of the apps above, such as the checklist of the reports."""
        panels: list[Component] = []
        for construct in hooks.get_hooks("construct_project_panels"):
            construct(self.request, self.project, panels)
        return panels


class Step(NamedTuple):
    """One step in a project's life that somebody confirms."""

    label: StrOrPromise
    icon: str
    question: StrOrPromise
    consequence: StrOrPromise
    done: StrOrPromise
    service: Callable[..., object]
    from_states: tuple[ProjectStatus, ...]


STEPS = {
    "start": Step(
        label=pgettext_lazy("project", "Start"),
        icon="check",
        question=gettext_lazy("Start the project?"),
        consequence=gettext_lazy(
            "From then on its courses, its target and what “complete” means are fixed."
        ),
        done=gettext_lazy("The project runs."),
        service=start_project,
        from_states=(ProjectStatus.DRAFT,),
    ),
    "end": Step(
        label=pgettext_lazy("project", "End"),
        icon="success",
        question=gettext_lazy("End the project?"),
        consequence=gettext_lazy(
            "Nobody can be enrolled any more, and learning after today no longer counts."
        ),
        done=gettext_lazy("The project has ended."),
        service=end_project,
        from_states=(ProjectStatus.RUNNING,),
    ),
    "cancel": Step(
        label=gettext_lazy("Cancel project"),
        icon="cross",
        question=gettext_lazy("Cancel the project?"),
        consequence=gettext_lazy(
            "It will never count toward the goal. What learners did stays."
        ),
        done=gettext_lazy("The project was cancelled."),
        service=cancel_project,
        from_states=OPEN_STATES,
    ),
}


class StepView(ProjectScreen, TemplateView):
    """Asks before a step that cannot be taken back, then takes it."""

    template_name = "courses/organizing/step.html"

    def dispatch(
        self, request: HttpRequest, *args: Any, **kwargs: Any
    ) -> HttpResponseBase:
        """Only for those who run the project."""
        _require(self.request, "courses.change_trainingproject")
        self.project = managed_project(self.staff, kwargs["pk"])
        self.step = STEPS[kwargs["step"]]
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """The question."""
        return str(self.step.question)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Whether it is possible, and if not, why."""
        context = super().get_context_data(**kwargs)
        return context | {"step": self.step, "obstacles": self._obstacles()}

    def _obstacles(self) -> list[str]:
        if self.step.service is start_project:
            return what_is_missing_to_start(self.project)
        return []

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Take the step, or say in plain words why not."""
        try:
            self.step.service(project=self.project, by=self.staff)
        except CourseError as refusal:
            messages.error(request, str(refusal))
        else:
            log(instance=self.project, action=f"courses.{kwargs['step']}")
            messages.success(request, self.step.done)
        return redirect("organizing:project", pk=self.project.pk)


class LearnersView(ProjectScreen, ListView[Enrolment]):
    """How far each learner of a project is; with a cohort, only its learners."""

    template_name = "courses/organizing/learners.html"
    paginate_by = LEARNERS_PER_PAGE
    page_kwarg = "p"
    cohort: Cohort | None = None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Trainers see their own cohorts, organizers the whole project."""
        _require(self.request, "courses.view_enrolment")
        if "cohort_pk" in kwargs:
            self.cohort = visible_cohort(self.staff, kwargs["cohort_pk"])
            self.project = self.cohort.project
        else:
            self.project = visible_project(self.staff, kwargs["pk"])
        return super().get(request, *args, **kwargs)

    def get_page_title(self) -> str:
        """The cohort's name, or everybody."""
        return self.cohort.name if self.cohort else _("Learners")

    def get_queryset(self) -> QuerySet[Enrolment]:
        """Everybody, or only those who have not started."""
        enrolments = enrolments_to_follow(self.staff, self.project)
        if self.cohort:
            enrolments = enrolments.filter(cohort=self.cohort)
        if self.only == "waiting":
            enrolments = enrolments.exclude(lesson_progress__isnull=False)
        elif self.only == "done":
            enrolments = enrolments.filter(completed_at__isnull=False)
        return enrolments

    @property
    def only(self) -> str:
        """Which learners: "waiting", "done", or all."""
        return self.request.GET.get("only", "")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The learners of this page with their progress."""
        context = super().get_context_data(**kwargs)
        is_manager = may_manage(self.staff, self.project)
        return context | {
            "lines": learner_lines(context["page_obj"]),
            "cohort": self.cohort,
            "tally": cohort_tallies([self.cohort])[0] if self.cohort else None,
            "only": self.only,
            "may_manage": is_manager,
            "may_enrol": is_manager and self.project.status in OPEN_STATES,
            "elided_page_range": context["paginator"].get_elided_page_range(
                context["page_obj"].number
            ),
        }


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied
