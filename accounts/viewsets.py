"""People, places, organizations and words of consent in the Wagtail admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, BulkActionsCheckboxColumn, Column
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup
from wagtail.users.views.users import (
    DeleteView,
    EditView,
    IndexView,
    UserColumn,
    UserViewSet,
)

from accounts.enums import Role
from accounts.forms.people import PersonEditForm, PersonForm
from accounts.models import ConsentText, Organization, Region, User

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest


class PeopleIndex(IndexView):
    """Everybody, with the names they are called by."""

    page_title = _("People")
    add_item_label = _("Add a person")

    @cached_property
    def columns(self) -> list[Column]:
        """Name, roles, organization, place."""
        title = self._get_title_column_class(UserColumn)
        return [
            BulkActionsCheckboxColumn("bulk_actions", obj_type="user"),
            title(
                "name",
                accessor=str,
                label=_("what to call you"),
                get_url=self.get_edit_url,
            ),
            Column("username", accessor=_username, label=_("Username")),
            Column("roles", accessor=_roles, label=_("Roles")),
            Column("organization", label=_("Organization")),
            Column("region", label=_("Place")),
            BooleanColumn("is_active", label=_("Active"), sort_key="is_active"),
        ]

    @cached_property
    def search_fields(self) -> set[str]:
        """By name, username and the number of the card."""
        return {"display_name", "username", "learning_cards__number"}

    def get_base_queryset(self) -> QuerySet[User]:
        """One query for people, one for their roles."""
        people: QuerySet[User] = super().get_base_queryset()
        people = people.select_related("organization", "region")
        return people.prefetch_related("groups")


class _NotAboveOneself:
    """An administrator does not reach into the account of a superuser."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse before anything else happens."""
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        person = User.objects.filter(pk=kwargs.get("pk") or args[0]).first()
        if person and person.is_superuser and not request.user.is_superuser:
            raise PermissionDenied


class PersonEdit(_NotAboveOneself, EditView):
    """Change a person."""


class PersonDelete(_NotAboveOneself, DeleteView):
    """Delete a person who was never counted; others are closed or erased."""


class PeopleViewSet(UserViewSet):
    """People, called by their name and without e-mail addresses."""

    menu_label = _("People")
    index_view_class = PeopleIndex
    edit_view_class = PersonEdit
    delete_view_class = PersonDelete

    def get_form_class(self, for_update: bool = False) -> type[PersonForm]:
        """The form for a new person or one who is there."""
        return PersonEditForm if for_update else PersonForm


class RegionViewSet(SnippetViewSet):
    """Places; long lists come by `manage.py import_regions`."""

    model = Region
    icon = "site"
    list_display = ["full_name", "code", "level", "as_of"]
    list_filter = ["level"]
    list_per_page = 50
    search_fields = ["full_name", "code"]
    ordering = ["code"]


class OrganizationViewSet(SnippetViewSet):
    """Who runs training projects."""

    model = Organization
    icon = "group"
    list_display = ["name", "region"]
    search_fields = ["name"]


class ConsentTextViewSet(SnippetViewSet):
    """The words people agree to. A text somebody agreed to is replaced, never changed."""

    model = ConsentText
    icon = "doc-full-inverse"
    list_display = ["version", "language", "published_on"]
    list_filter = ["language"]


class PeopleGroup(SnippetViewSetGroup):
    """One entry of the menu for them."""

    menu_label = _("People and places")
    menu_icon = "group"
    menu_order = 300
    items = (OrganizationViewSet, RegionViewSet, ConsentTextViewSet)


def _roles(person: User) -> str:
    """The person's roles in words; nothing for a learner."""
    labels = dict(Role.choices)
    return ", ".join(
        str(labels.get(group.name, group)) for group in person.groups.all()
    )


def _username(person: User) -> str:
    """What is typed to sign in; learners type no username."""
    return person.username if person.has_usable_password() else ""
