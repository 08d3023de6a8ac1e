"""What a page shows of the person in front of it. Pages themselves know no learner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accessibility.templatetags.design import icon
from courses.models import CoursePage
from courses.rules import CHINA
from courses.selectors.coming import NextUp, next_up
from courses.selectors.learning import CourseRow, course_rows
from courses.selectors.shelf import course_entries, course_script
from lessons.enums import Subject
from media.rules import SpeechScript

if TYPE_CHECKING:
    from django.template.context import Context

register = template.Library()

MORNING_FROM, NOON_FROM, AFTERNOON_FROM, EVENING_FROM = 5, 11, 13, 18


@register.simple_tag
def good_day() -> str:
    """A greeting that fits the hour in China."""
    hour = timezone.now().astimezone(CHINA).hour
    if MORNING_FROM <= hour < NOON_FROM:
        return _("Good morning")
    if NOON_FROM <= hour < AFTERNOON_FROM:
        return _("Good day")
    if AFTERNOON_FROM <= hour < EVENING_FROM:
        return _("Good afternoon")
    return _("Good evening")


@register.simple_tag(takes_context=True, name="next_up")
def next_up_tag(context: Context) -> NextUp | None:
    """The one thing the person in front of the screen should do next."""
    return next_up(_person(context), get_language())


@register.simple_tag(takes_context=True)
def course_with_marks(context: Context, page: CoursePage) -> CourseRow:
    """A course page's lessons with the marks of the person in front of the screen."""
    entries = course_entries([page], get_language())
    return course_rows(_person(context), entries)[0]


@register.simple_tag
def course_speech(page: CoursePage) -> SpeechScript:
    """What can be heard on a course's page."""
    return course_script(page.title, page.summary, page.locale.language_code)


@register.simple_tag
def subjects() -> list[Subject]:
    """The three subjects, in the order of the first screen."""
    return [Subject.PAY, Subject.APPS, Subject.RISK]


@register.filter
def option_texts(question: Any, ids: tuple[str, ...]) -> list[Any]:
    """The answers of a question with these ids, in the order they were chosen."""
    blocks = {str(block.id): block.value for block in question.options}
    return [blocks[id_] for id_ in ids if id_ in blocks]


@register.filter
def right_options(question: Any) -> list[Any]:
    """The right answers of a question."""
    right = {option.id for option in question.rule_options() if option.is_right}
    return [block.value for block in question.options if str(block.id) in right]


@register.filter
def subject_icon(subject: str) -> SafeString:
    """The drawing of a subject."""
    return icon(str(Subject(subject).value))


def _person(context: Context) -> Any:
    """The person in front of the screen; in a preview there may be no request."""
    request = context.get("request")
    return getattr(request, "user", None) or AnonymousUser()
