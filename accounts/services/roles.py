"""The groups that make a role, with exactly what `settings.ROLE_PERMISSIONS` says."""

from __future__ import annotations

import logging
from fnmatch import fnmatchcase

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
)

from accounts.enums import Role

logger = logging.getLogger(__name__)
STAFF_ROLES = tuple(role for role in Role if role is not Role.LEARNER)


def set_up_roles() -> dict[str, int]:
    """Make each role's group and give it its permissions. Repeatable.

    Returns the number of permissions by role. What is named in the settings but does not
    exist (yet) is left out and logged: nobody gets more than was said.
    """
    known = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in Permission.objects.select_related("content_type")
    }
    with transaction.atomic():
        return {role.value: _set_up(role, known) for role in STAFF_ROLES}


def _set_up(role: Role, known: dict[str, Permission]) -> int:
    """One role's group; returns how many permissions it has."""
    group, _made = Group.objects.get_or_create(name=role.value)
    wanted = settings.ROLE_PERMISSIONS[role.value]
    everywhere = _matching(wanted["everywhere"], known)
    group.permissions.set(everywhere)
    pages = _matching(wanted["pages"], known)
    for root in Page.objects.filter(depth=1):
        for permission in pages:
            GroupPagePermission.objects.get_or_create(
                group=group, page=root, permission=permission
            )
    collections = _matching(wanted["collections"], known)
    for root in Collection.objects.filter(depth=1):
        for permission in collections:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=root, permission=permission
            )
    return len(everywhere) + len(pages) + len(collections)


def _matching(patterns: list[str], known: dict[str, Permission]) -> list[Permission]:
    """The permissions named by patterns such as `quiz.*_question`."""
    found: dict[str, Permission] = {}
    for pattern in patterns:
        names = [name for name in known if fnmatchcase(name, pattern)]
        if not names:
            logger.info("No permission is called %s (yet).", pattern)
        found.update({name: known[name] for name in names})
    return list(found.values())
