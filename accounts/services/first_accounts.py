"""The first people of a fresh installation, so that somebody can sign in at all."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext

from accounts.enums import Role
from accounts.models import Organization, User

ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # nothing that looks like something else
OF_AN_ORGANIZATION = (Role.ORGANIZER, Role.TRAINER)  # see only their organization's
STAFF_ROLES = (Role.ORGANIZER, Role.TRAINER, Role.EDITOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class FirstAccount:
    """A fresh account with its password, which exists only here."""

    role: Role
    username: str
    password: str


def create_first_accounts() -> list[FirstAccount]:
    """Make one account for each role nobody holds yet. Repeatable.

    The groups must be there (`set_up_roles`). Returns the fresh ones with their passwords.
    """
    made = []
    with transaction.atomic():
        for role in STAFF_ROLES:
            group = Group.objects.get(name=role.value)
            if User.objects.filter(groups=group, is_active=True).exists():
                continue
            made.append(_create(role, group))
    return made


def _create(role: Role, group: Group) -> FirstAccount:
    username = role.value
    while User.objects.filter(username=username).exists():
        username = f"{role.value}-{secrets.token_hex(2)}"
    password = "-".join(
        "".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(4)
    )
    user = User.objects.create_user(
        username,
        password=password,
        display_name=str(role.label),
        organization=_first_organization() if role in OF_AN_ORGANIZATION else None,
    )
    user.groups.add(group)
    return FirstAccount(role, username, password)


def _first_organization() -> Organization:
    """An organizer without one could not create a project; its name can be changed."""
    first = Organization.objects.order_by("pk").first()
    return first or Organization.objects.create(name=gettext("Our organization"))
