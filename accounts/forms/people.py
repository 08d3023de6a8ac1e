"""People as administrators edit them."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _
from wagtail.snippets.widgets import AdminSnippetChooser
from wagtail.users.forms import UserForm

from accounts.enums import Role
from accounts.models import Region, User

FIELDS = [
    "username",
    "display_name",
    "organization",
    "region",
    "groups",
    "is_test",
]


class RolesField(forms.ModelMultipleChoiceField["Group"]):
    """The groups that make a role, by the role's name in the reader's language."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, group: Group) -> str:
        """`trainer` is called what trainers are called."""
        return str(Role(group.name).label)


class PersonForm(UserForm):
    """A member of staff, or a learner when no password is given.

    Nobody becomes a superuser here: that takes the command line.
    """

    first_name = last_name = email = is_superuser = None
    password_required = False
    groups = RolesField(
        Group.objects.filter(name__in=Role.values), label=_("Roles"), required=False
    )

    class Meta:
        """What is asked: no e-mail, no real name beside the one to be called by."""

        model = User
        fields = FIELDS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True
        # A country has too many villages for a list to scroll through.
        self.fields["region"].widget = AdminSnippetChooser(Region)

    def clean(self) -> dict[str, Any]:
        """A role is reached with a password, never with a card alone."""
        cleaned = super().clean() or self.cleaned_data
        has_password = cleaned.get("password1") or (
            self.instance.pk and self.instance.has_usable_password()
        )
        if cleaned.get("groups") and not has_password:
            self.add_error(
                "password1", _("Whoever has a role needs a password to sign in with.")
            )
        return dict(cleaned)

    def save(self, commit: bool = True) -> User:
        """Without a password the account has none at all, and is a learner's."""
        if not self.instance.pk and not self.cleaned_data.get("password1"):
            self.instance.set_unusable_password()
        return cast("User", super().save(commit))


class PersonEditForm(PersonForm):
    """The same for somebody who is there already; nobody closes her own account."""

    class Meta(PersonForm.Meta):
        """Also whether the account is open."""

        fields = [*FIELDS, "is_active"]

    def __init__(self, *args: Any, editing_self: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if editing_self:
            del self.fields["is_active"]
