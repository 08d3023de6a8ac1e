"""What the courses app does when it hears news."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django_q.tasks import async_task

from accounts.models import User
from courses.models import Enrolment, ProgressEvent
from courses.services.certificate_files import forget_names
from courses.services.certificates import issue_certificates
from courses.services.guests import hand_over
from courses.tasks import count_lesson_again
from lessons.models import LessonPage


def issue_when_a_course_is_done(
    sender: object, enrolment: Enrolment, lesson_key: str, **_kwargs: Any
) -> None:
    """Issue the certificates that the completion of a lesson makes due."""
    issue_certificates(enrolment=enrolment, lesson_key=lesson_key)


def forget_the_name_on_certificates(
    sender: object, person: User, **_kwargs: Any
) -> None:
    """Who deletes her account is named on no certificate any more."""
    forget_names(person=person)


def take_guest_learning_along(
    sender: object, request: HttpRequest, user: User, **_kwargs: Any
) -> None:
    """Hand over what was learned in this browser before signing in."""
    if request is not None:
        hand_over(session=request.session, learner=user)


def count_again_what_was_published(
    sender: object, instance: LessonPage, **_kwargs: Any
) -> None:
    """An edited lesson may ask for less than before: count it again, in the worker."""
    key = str(instance.translation_key)
    if ProgressEvent.objects.filter(lesson_key=key).exists():
        transaction.on_commit(lambda: async_task(count_lesson_again, key))
