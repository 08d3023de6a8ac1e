"""The programme goal itself, for administrators."""

from __future__ import annotations

from django import forms
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.urls import reverse
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet

from reports.forms import GoalForm
from reports.models import ProgrammeGoal


class GoalEditView(generic.EditView):
    """Change the number or the day; then back to the goal page."""

    def get_success_url(self) -> str:
        """The goal page."""
        return reverse("reports:goal")


class ProgrammeGoalViewSet(ModelViewSet):
    """Edits the goal. There is one; it is made by `set_up_goal`."""

    model = ProgrammeGoal
    name = "programme_goal"
    icon = "site"
    copy_view_enabled = False
    add_to_reference_index = False
    edit_view_class = GoalEditView

    def get_permissions_to_register(self) -> QuerySet[Permission]:
        """With "view", which Wagtail leaves off for want of an inspect screen."""
        return Permission.objects.filter(
            content_type=ContentType.objects.get_for_model(self.model)
        )

    def get_form_class(self, for_update: bool = False) -> type[forms.Form]:
        """Name, number and day."""
        return GoalForm


goal_viewset = ProgrammeGoalViewSet("programme_goal")
