"""What this app keeps about a person, told to her on the page `/privacy/`."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.registry import Holding
from courses.enums import EventKind
from courses.models import Certificate, ProgressEvent, TrainingProject
from courses.selectors.learning import learned_by


def what_is_kept(person: User) -> Iterator[Holding]:
    """Name what is kept and what it says; nothing is named that is not there."""
    projects = TrainingProject.objects.filter(enrolments__learner=person)
    for name in projects.values_list("name", flat=True):
        yield _("Training project"), name
    done = sum(mark.is_done for mark in learned_by(person).values())
    if done:
        yield (
            _("Lessons learned"),
            ngettext("%(count)s lesson", "%(count)s lessons", done) % {"count": done},
        )
    answers = ProgressEvent.objects.filter(learner=person, kind=EventKind.ANSWERED)
    count = answers.count()
    if count:
        yield (
            _("My answers to questions"),
            ngettext("%(count)s answer", "%(count)s answers", count) % {"count": count},
        )
    own = Certificate.objects.filter(enrolment__learner=person).order_by("pk")
    for certificate in own:
        yield _("Certificate"), certificate.course_title
