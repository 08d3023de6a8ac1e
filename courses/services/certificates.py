"""Certificates: issued once, when a course within an enrolment is complete."""

from __future__ import annotations

import secrets
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext, override

from courses.models import Certificate, CourseLesson, Enrolment, LessonProgress
from courses.rules import CHINA, all_complete_at

CODE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's 32 letters and digits: no I, L, O or U to mix up when typing it off paper."""

CODE_LENGTH = 16
"""16 letters of 5 bits: 80 bits, so that nobody finds a certificate by guessing."""


@dataclass(frozen=True)
class CourseAsked:
    """A course as one enrolment has to complete it."""

    key: str
    required: tuple[str, ...]


def issue_certificates(*, enrolment: Enrolment, lesson_key: str) -> list[Certificate]:
    """Issue what is due now that a lesson was completed; nothing is issued twice.

    Runs in the transaction that stored the completion: either both are kept or neither.
    The picture is drawn later, outside of it.
    """
    issued = []
    for course in _courses_asking_for(enrolment, lesson_key):
        moment = all_complete_at(course.required, _completed(enrolment))
        if moment is not None:
            certificate, is_new = _issue(enrolment, course.key, moment)
            issued += [certificate] if is_new else []
    return issued


def revoke_certificate(*, certificate: Certificate) -> None:
    """Take a certificate back; its public page says so from now on."""
    if certificate.revoked_at is None:
        certificate.revoked_at = timezone.now()
        certificate.save(update_fields=["revoked_at"])


def new_code() -> str:
    """Make a certificate number nobody can guess."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def _courses_asking_for(enrolment: Enrolment, lesson_key: str) -> Iterator[CourseAsked]:
    """The courses of the enrolment that need this lesson."""
    courses = (
        _courses_of_rule(enrolment)
        if enrolment.project_id
        else _own_courses(lesson_key)
    )
    return (course for course in courses if lesson_key in course.required)


def _courses_of_rule(enrolment: Enrolment) -> Iterator[CourseAsked]:
    """In a project: the courses as they were when it started."""
    for course in enrolment.rule.courses if enrolment.rule else ():
        required = [entry["key"] for entry in course["lessons"] if entry["required"]]
        yield CourseAsked(course["course"], tuple(required))


def _own_courses(lesson_key: str) -> Iterator[CourseAsked]:
    """Learning alone: the courses as they stand on the shelf, in the site's language."""
    rows = CourseLesson.objects.filter(
        course__live=True,
        course__locale__language_code=settings.LANGUAGE_CODE,
        course__course_lessons__lesson__translation_key=lesson_key,
        lesson__live=True,
        is_required=True,
    ).values_list("course__translation_key", "lesson__translation_key")
    lessons = defaultdict(set)
    for course, lesson in rows:
        lessons[str(course)].add(str(lesson))
    for course, keys in lessons.items():
        yield CourseAsked(course, tuple(sorted(keys)))


def _completed(enrolment: Enrolment) -> dict[str, datetime]:
    rows = LessonProgress.objects.filter(
        enrolment=enrolment, completed_at__isnull=False
    ).values_list("lesson_key", "completed_at")
    return {str(key): moment for key, moment in rows if moment is not None}


def _issue(
    enrolment: Enrolment, course_key: str, moment: datetime
) -> tuple[Certificate, bool]:
    """Freeze the words. The constraint on (enrolment, course) settles races."""
    project = enrolment.project
    return Certificate.objects.get_or_create(
        enrolment=enrolment,
        course_key=course_key,
        defaults={
            "code": new_code(),
            "learner_name": _name_of(enrolment),
            "course_title": _title_of(course_key),
            "project_name": project.name if project else "",
            "organization_name": project.organization.name if project else "",
            "completed_on": moment.astimezone(CHINA).date(),
        },
    )


def _name_of(enrolment: Enrolment) -> str:
    """The name the learner goes by; never the username nobody knows."""
    learner = enrolment.learner
    name = learner.display_name or learner.get_full_name()
    with override(settings.LANGUAGE_CODE):
        return (name or gettext("A learner"))[:60]


def _title_of(course_key: str) -> str:
    """The course's title in the site's own language, else in any."""
    places = CourseLesson.objects.filter(course__translation_key=course_key)
    titles = dict(places.values_list("course__locale__language_code", "course__title"))
    return titles.get(settings.LANGUAGE_CODE) or next(iter(titles.values()), "")
