"""What the courses app does when it hears news."""

from __future__ import annotations

from typing import Any

from courses.models import Enrolment
from courses.services.certificates import issue_certificates


def issue_when_a_course_is_done(
    sender: object, enrolment: Enrolment, lesson_key: str, **_kwargs: Any
) -> None:
    """Issue the certificates that the completion of a lesson makes due."""
    issue_certificates(enrolment=enrolment, lesson_key=lesson_key)
