"""What the courses app adds to Wagtail: projects, cohorts, rosters, log entries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from accounts.decorators import StaffRequest
from accounts.enums import Role
from accounts.models import User
from courses.panels import CohortsPanel
from courses.selectors.organizing import cohort_tallies, own_cohorts
from courses.services.certificate_files import MISSING_GLYPH
from courses.views import cohorts, enrolling, lesson, organizing
from courses.viewsets import project_viewset, region_chooser_viewset
from lessons.models import LessonPage

ServePage = Callable[[Page, HttpRequest, list[Any], dict[str, Any]], HttpResponse]

ORGANIZING_URLS = [
    path("projects/<int:pk>/", organizing.ProjectView.as_view(), name="project"),
    path(
        "projects/<int:pk>/learners/",
        organizing.LearnersView.as_view(),
        name="learners",
    ),
    path(
        "projects/<int:pk>/cohorts/new/",
        cohorts.AddCohortView.as_view(),
        name="add_cohort",
    ),
    *(
        path(
            f"projects/<int:pk>/{step}/",
            organizing.StepView.as_view(),
            {"step": step},
            name=step,
        )
        for step in organizing.STEPS
    ),
    path("cohorts/", cohorts.TodayView.as_view(), name="today"),
    path("cohorts/roster.csv", enrolling.roster_template, name="roster_template"),
    path("cohorts/<int:cohort_pk>/", organizing.LearnersView.as_view(), name="cohort"),
    path(
        "cohorts/<int:cohort_pk>/edit/",
        cohorts.EditCohortView.as_view(),
        name="edit_cohort",
    ),
    path("cohorts/<int:cohort_pk>/enrol/", enrolling.EnrolView.as_view(), name="enrol"),
    path(
        "cohorts/<int:cohort_pk>/import/",
        enrolling.ImportView.as_view(),
        name="import",
    ),
    path("cohorts/<int:cohort_pk>/cards/", cohorts.print_cards, name="cards"),
    path("enrolments/<int:pk>/pin/", cohorts.new_pin, name="new_pin"),
    path("enrolments/<int:pk>/leave/", cohorts.leave, name="leave"),
]


@hooks.register("register_admin_viewset")
def register_organizing_viewsets() -> list[Any]:
    """The list of projects and the window in which places are chosen."""
    return [region_chooser_viewset, project_viewset]


@hooks.register("register_admin_urls")
def register_organizing_urls() -> list[URLPattern | URLResolver]:
    """The screens around one project."""
    return [path("", include((ORGANIZING_URLS, "organizing")))]


@hooks.register("insert_global_admin_css")
def organizing_css() -> SafeString:
    """A few rules so that lists can be read on a phone."""
    return format_html(
        '<link rel="stylesheet" href="{}">', static("courses/organizing.css")
    )


class OwnCohortsMenuItem(MenuItem):
    """Only for somebody who teaches."""

    def is_shown(self, request: StaffRequest) -> bool:
        """Whether the person is a trainer."""
        user = request.user
        return not user.is_superuser and user.has_role(Role.TRAINER)


@hooks.register("register_admin_menu_item")
def register_own_cohorts() -> MenuItem:
    """A trainer's way to the own cohorts."""
    return OwnCohortsMenuItem(
        _("My cohorts"),
        reverse("organizing:today"),
        name="own-cohorts",
        icon_name="group",
        order=110,
    )


def writes_pages(user: User) -> bool:
    """Whether Wagtail's own screens for pages are of any use to somebody."""
    return user.has_role(Role.EDITOR, Role.ADMINISTRATOR)


@hooks.register("construct_main_menu")
def leave_out_what_nobody_can_use(
    request: StaffRequest, menu_items: list[MenuItem]
) -> None:
    """Trainers and organizers do not write pages: no page help, no lists of lessons."""
    if writes_pages(request.user):
        return
    hidden = {reverse("lessons:index")}
    if not request.user.has_role(Role.ORGANIZER):
        hidden.add(reverse("projects:index"))  # the own cohorts lead there
    menu_items[:] = [
        item for item in menu_items if item.name != "help" and item.url not in hidden
    ]


@hooks.register("construct_reports_menu")
def leave_out_reports_on_pages(
    request: StaffRequest, menu_items: list[MenuItem]
) -> None:
    """The report on translations is about pages."""
    if not writes_pages(request.user):
        hidden = reverse("wagtail_localize:translations_report")
        menu_items[:] = [item for item in menu_items if item.url != hidden]


@hooks.register("construct_homepage_panels")
def add_cohorts_panel(request: StaffRequest, panels: list[Component]) -> None:
    """What is on in the cohorts somebody teaches."""
    if own := own_cohorts(request.user):
        panels.append(CohortsPanel(cohort_tallies(own)))


@hooks.register("register_log_actions")
def name_log_actions(actions: LogActionRegistry) -> None:
    """Words for what is kept in the log."""
    words = {
        "courses.start": (_("Start project"), _("Project started")),
        "courses.end": (_("End project"), _("Project ended")),
        "courses.cancel": (_("Cancel project"), _("Project cancelled")),
        "courses.withdraw": (_("Take out"), _("Taken out of the project")),
        "courses.import": (_("Import roster"), _("Roster imported")),
    }
    for action, (label, message) in words.items():
        actions.register_action(action, label, message)


@hooks.register("register_log_actions")
def certificate_log_actions(actions: LogActionRegistry) -> None:
    """Name in the log what only people can put right about a certificate."""
    actions.register_action(
        MISSING_GLYPH,
        _("A character could not be drawn"),
        _("No font has a character of this certificate's name"),
    )


@hooks.register("on_serve_page", order=100)
def serve_lesson(serve: ServePage) -> ServePage:
    """Show a lesson with what belongs to learning it; a lesson itself knows no learner.

    Stands inside Wagtail's own check of who may see a page (order 0). Previews do not
    pass here and keep nothing.
    """

    def serve_or_show(
        page: Page, request: HttpRequest, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse:
        if isinstance(page, LessonPage):
            return lesson.show(request, page)
        return serve(page, request, args, kwargs)

    return serve_or_show
