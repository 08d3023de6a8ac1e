"""Training projects in the admin, with Wagtail's own listing and forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_filters
from django import forms
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views import generic
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsView,
    ChooseView,
)
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from accounts.models import Region, User
from courses.enums import OPEN_STATES, ProjectStatus
from courses.forms.organizing import TrainingProjectForm
from courses.models import TrainingProject
from courses.selectors.organizing import find_regions, managed_projects

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# --- Places ---------------------------------------------------------------------------


class RegionSearchForm(BaseFilterForm):
    """Finds a place by name or by the beginning of its code."""

    q = forms.CharField(
        label=_("Name or code"),
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("Name or code")}),
    )

    def filter(self, objects: QuerySet[Region]) -> QuerySet[Region]:
        """The places that match what was typed."""
        words = self.cleaned_data.get("q", "")
        self.is_searching = bool(words)
        self.search_query = words
        return find_regions(words)


class _RegionList(BaseChooseView):
    filter_form_class = RegionSearchForm

    @property
    def columns(self) -> list[Column]:
        """Where it lies and what its code is: many villages share a name."""
        return [
            self.title_column,
            Column("level", label=_("Level"), accessor="get_level_display"),
            Column("code", label=_("Code"), accessor="code"),
        ]


class RegionChooseView(_RegionList, ChooseView):
    """The window with the list of places."""


class RegionChooseResultsView(_RegionList, ChooseResultsView):
    """The list of places while somebody types."""


class RegionChooserViewSet(ChooserViewSet):
    """Chooses a place out of thousands by searching."""

    model = Region
    name = "region_chooser"
    icon = "site"
    choose_one_text = _("Choose a place")
    choose_another_text = _("Choose another place")
    choose_view_class = RegionChooseView
    choose_results_view_class = RegionChooseResultsView


region_chooser_viewset = RegionChooserViewSet("region_chooser")


def let_search_regions(form: forms.BaseForm) -> forms.BaseForm:
    """Give the form's place field the searching chooser instead of a long list."""
    form.fields["region"].widget = region_chooser_viewset.widget_class()
    return form


# --- Training projects ----------------------------------------------------------------


class ProjectPolicy(ModelPermissionPolicy):
    """The group says what somebody may do, the organization to which projects."""

    def instances_user_has_any_permission_for(
        self, user: User, actions: list[str]
    ) -> QuerySet[TrainingProject]:
        """Look at what is visible, change what is one's own."""
        if not self.user_has_any_permission(user, actions):
            return TrainingProject.objects.none()
        if "view" in actions:
            return TrainingProject.objects.visible_to(user)
        return managed_projects(user)

    def user_has_permission_for_instance(
        self, user: User, action: str, instance: TrainingProject
    ) -> bool:
        """Deleted only while it is planned, changed only while it is open."""
        if action == "delete" and instance.status != ProjectStatus.DRAFT:
            return False
        if action == "change" and instance.status not in OPEN_STATES:
            return False
        allowed = self.instances_user_has_any_permission_for(user, [action])
        return allowed.filter(pk=instance.pk).exists()


class ProjectFilters(WagtailFilterSet):
    """Narrows the list of projects."""

    status = django_filters.ChoiceFilter(
        label=_("State"), choices=ProjectStatus.choices
    )

    class Meta:
        """What can be chosen."""

        model = TrainingProject
        fields = ["status"]


WIDE = "organizing-wide"  # left off on a phone


def project_url(project: TrainingProject) -> str:
    """Where a project's own page is."""
    return reverse("organizing:project", args=[project.pk])


def _day_column(name: str, label: StrOrPromise) -> Column:
    return Column(name, label=label, sort_key=name, classname=WIDE)


class ProjectIndexView(generic.IndexView):
    """The projects a person may see."""

    def get_base_queryset(self) -> QuerySet[TrainingProject]:
        """Nobody else's, with the figures the list shows."""
        active = Q(enrolments__withdrawn_at=None, enrolments__learner__is_test=False)
        return (
            TrainingProject.objects.visible_to(self.request.user)
            .select_related("organization", "region")
            .annotate(
                learners=Count("enrolments", filter=active, distinct=True),
                completed=Count(
                    "enrolments",
                    filter=active & Q(enrolments__completed_at__isnull=False),
                    distinct=True,
                ),
            )
        )

    @cached_property
    def columns(self) -> list[Column]:
        """The name leads to the project's own page."""
        return [
            TitleColumn(
                "name",
                label=_("Training project"),
                sort_key="name",
                get_url=project_url,
            ),
            Column("organization", label=_("Organization"), classname=WIDE),
            _day_column("starts_on", _("Starts on")),
            _day_column("ends_on", _("Ends on")),
            Column("learners", label=_("Enrolled")),
            Column("completed", label=_("Completed")),
            Column("target_completed", label=_("Target")),
            StatusTagColumn(
                "status",
                label=_("State"),
                accessor="get_status_display",
                primary=lambda project: project.status == ProjectStatus.RUNNING,
            ),
        ]

    def get_list_more_buttons(self, _instance: TrainingProject) -> list[Any]:
        """None: what can be done with a project is on its own page."""
        return []


class _OwnProject(PermissionCheckedMixin):
    """Somebody else's project is as unknown as one that does not exist."""

    def get_object(self, *args: Any, **kwargs: Any) -> TrainingProject:
        """The project, when it is one's own to change."""
        project: TrainingProject = super().get_object(*args, **kwargs)
        user = self.request.user
        if not TrainingProject.objects.visible_to(user).filter(pk=project.pk).exists():
            raise Http404
        action = self.permission_required or "view"
        policy = self.permission_policy
        if not policy.user_has_permission_for_instance(user, action, project):
            raise PermissionDenied
        return project


class _ProjectFormView(PermissionCheckedMixin):
    """What creating and editing share."""

    template_name = "courses/organizing/project_form.html"

    def get_form(self, form_class: type[forms.Form] | None = None) -> forms.Form:
        """The form with a place chooser that can search."""
        form: forms.Form = super().get_form(form_class)
        if not form.fields["region"].disabled:
            let_search_regions(form)
        return form

    def get_success_url(self) -> str:
        """The project's own page."""
        return project_url(self.object)

    def get_success_buttons(self) -> list[Any]:
        """None: the next screen has them all."""
        return []


class ProjectCreateView(_ProjectFormView, generic.CreateView):
    """A new project."""

    page_title = _("New training project")

    def get_page_subtitle(self) -> str:
        """The title says it already."""
        return ""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """In whole words: Wagtail's own are not translated."""
        items = super().get_breadcrumbs_items()
        return [*items[:-1], {"url": "", "label": self.page_title}]

    success_message = _("“%(object)s” was created. Now add a cohort.")


class ProjectEditView(_OwnProject, _ProjectFormView, generic.EditView):
    """Change a project while that is still possible."""


class ProjectDeleteView(_OwnProject, generic.DeleteView):
    """Remove a project that was only planned."""


class ProjectHistoryView(_OwnProject, generic.history.HistoryView):
    """Who changed what, and when."""


class ProjectUsageView(_OwnProject, generic.usage.UsageView):
    """Where a project is used."""


class TrainingProjectViewSet(ModelViewSet):
    """List, create, edit and delete training projects."""

    model = TrainingProject
    name = "projects"
    icon = "group"
    menu_label = _("Training projects")
    menu_name = "projects"
    menu_order = 120
    add_to_admin_menu = True
    copy_view_enabled = False
    add_to_reference_index = False
    index_view_class = ProjectIndexView
    add_view_class = ProjectCreateView
    edit_view_class = ProjectEditView
    delete_view_class = ProjectDeleteView
    history_view_class = ProjectHistoryView
    usage_view_class = ProjectUsageView
    filterset_class = ProjectFilters
    search_fields = ["name", "region__full_name"]
    search_backend_name = None

    @property
    def permission_policy(self) -> ProjectPolicy:
        """Permissions of the group, limited to one's own projects."""
        return ProjectPolicy(self.model)

    def get_form_class(self, for_update: bool = False) -> type[forms.Form]:
        """One form for both: it knows what is still open."""
        return TrainingProjectForm

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """With "view", which Wagtail leaves off for want of an inspect screen."""
        return Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model)
        )


project_viewset = TrainingProjectViewSet("projects")
