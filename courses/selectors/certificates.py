"""Certificates: which exist, who may see the paper, and what everybody may know."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet

from accounts.models import User
from courses.models import Certificate, Enrolment

GROUP = 4
MASK = "＊＊"
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})
"""What people type when they read a number off paper."""


@dataclass(frozen=True)
class Confirmation:
    """All that the public page says about a certificate. Nothing else may join it."""

    code: str
    is_valid: bool
    masked_name: str
    course: str
    project: str
    organization: str
    completed_on: date


def visible_certificates(person: User | AnonymousUser) -> QuerySet[Certificate]:
    """The certificates whose paper a person may see: the own ones, and by role."""
    if not person.is_authenticated:
        return Certificate.objects.none()
    staff = Enrolment.objects.visible_to(person).values("pk")
    return Certificate.objects.filter(
        Q(enrolment__learner=person) | Q(enrolment__in=staff)
    )


def certificates_of(person: User | AnonymousUser) -> list[Certificate]:
    """A learner's certificates, the latest first; one per course.

    Who completed a course in a project and alone holds two; the project's is shown.
    """
    if not person.is_authenticated:
        return []
    rows = Certificate.objects.filter(
        enrolment__learner=person, revoked_at=None
    ).order_by("-completed_on", "-pk")
    chosen: dict[str, Certificate] = {}
    for row in rows:
        held = chosen.get(str(row.course_key))
        if held is None or (row.project_name and not held.project_name):
            chosen[str(row.course_key)] = row
    return list(chosen.values())


def confirmation(code: str) -> Confirmation | None:
    """Look a certificate up by its number, as typed by a person; None when unknown."""
    row = Certificate.objects.filter(code=tidy_code(code)).first()
    if row is None:
        return None
    return Confirmation(
        code=grouped_code(row.code),
        is_valid=row.revoked_at is None,
        masked_name=masked_name(row.learner_name),
        course=row.course_title,
        project=row.project_name,
        organization=row.organization_name,
        completed_on=row.completed_on,
    )


def tidy_code(typed: str) -> str:
    """Bring a typed number into the form it is stored in."""
    return unicodedata.normalize("NFKC", typed).upper().translate(LOOK_ALIKES)


def grouped_code(code: str) -> str:
    """Write a number in groups of four, to be read aloud and compared."""
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def masked_name(name: str) -> str:
    """Show the first character of a name and nothing more, not even its length."""
    name = name.strip()
    first = 1
    while first < len(name) and unicodedata.category(name[first]) in {"Mn", "Me", "Cf"}:
        first += 1
    return (name[:first] if first < len(name) else "") + MASK
