"""What the courses app does when it hears news."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest
from django_q.tasks import async_task

from accessibility.page_cache import forget_pages
from accounts.models import User
from courses.models import Enrolment, ProgressEvent, TrainingProject
from courses.services.certificate_files import forget_names
from courses.services.certificates import issue_certificates
from courses.services.guests import hand_over
from courses.tasks import count_lesson_again, count_project_again
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


def count_again_in_a_new_period(
    sender: object, instance: TrainingProject, **_kwargs: Any
) -> None:
    """A project that is given more or fewer days is counted again, in the worker."""
    stored = TrainingProject.objects.counting().filter(pk=instance.pk)
    period = stored.values_list("starts_on", "ends_on").first()
    if period is not None and period != (instance.starts_on, instance.ends_on):
        transaction.on_commit(lambda: async_task(count_project_again, instance.pk))


def forget_pages_shown_to_all(sender: object, **_kwargs: Any) -> None:
    """A page that is for some people only from now on must not stay kept for all."""
    forget_pages()
