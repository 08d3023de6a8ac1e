"""The screens a learner walks through: a subject, my learning, the end of a lesson."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accessibility.page_cache import same_for_everybody
from courses.selectors.certificates import certificates_of
from courses.selectors.coming import next_up
from courses.selectors.finish import answers_of, finish_of, open_for_guest
from courses.selectors.learning import (
    course_rows,
    learned_by,
    lessons_done,
    rows_for,
)
from courses.selectors.shelf import (
    course_entries,
    courses_begun,
    courses_in,
    lesson_entry,
    lesson_page,
)
from courses.services.guests import guest_state
from lessons.enums import Subject
from lessons.models import LessonPage

COURSES_PER_PAGE = 8
LESSONS_PER_PAGE = 20


@require_safe
@never_cache
def subject(request: HttpRequest, name: str) -> HttpResponse:
    """One of the three subjects: its courses and lessons, with this person's marks."""
    if name not in Subject.values:
        raise Http404
    chosen, language = Subject(name), get_language()
    pages = _page_of(courses_in(language, chosen), COURSES_PER_PAGE, request)
    rows = course_rows(request.user, course_entries(list(pages), language))
    context = {"subject": chosen, "courses": rows, "pages": pages}
    return render(request, "courses/subject.html", context)


@require_safe
@never_cache
def learning(request: HttpRequest) -> HttpResponse:
    """What I am learning, what I learned, my certificates."""
    if not request.user.is_authenticated:
        return render(request, "courses/learning_guest.html")
    language = get_language()
    done = _page_of(lessons_done(request.user), LESSONS_PER_PAGE, request)
    marks = learned_by(request.user)
    begun = courses_begun(marks, language)
    context = {
        "next": next_up(request.user, language),
        "courses": course_rows(request.user, course_entries(begun, language)),
        "done": rows_for([key for key, _at in done], marks, language),
        "pages": done,
        "certificates": certificates_of(request.user),
        "has_begun": bool(marks),
    }
    return render(request, "courses/learning.html", context)


@require_safe
@never_cache
def review(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """My answers in one lesson, with the reasons."""
    page = _lesson_or_404(lesson_key)
    context: dict[str, Any] = {"lesson": lesson_entry(page)}
    if request.user.is_authenticated:
        context["answers"] = answers_of(request.user, page)
    return render(request, "courses/review.html", context)


@require_safe
@never_cache
def finish(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """The end of a lesson: praise when it is complete, else exactly what is missing."""
    page = _lesson_or_404(lesson_key)
    entry = lesson_entry(page)
    context: dict[str, Any] = {"lesson": entry}
    if request.user.is_authenticated:
        context["finish"] = finish_of(request.user, page, get_language())
    else:
        context["total"] = len(page.outline().step_ids)
        state = guest_state(session=request.session, page=page)
        context["finish"] = open_for_guest(page, state)
    return render(request, "courses/finish.html", context)


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Whom to call, whom to ask, and what to do after being cheated."""
    return same_for_everybody(render(request, "courses/help.html"))


def _page_of(rows: Any, size: int, request: HttpRequest) -> Page[Any]:
    """One page of a long list; a number that makes no sense gives the nearest page."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def _lesson_or_404(lesson_key: UUID) -> LessonPage:
    page = lesson_page(lesson_key, get_language())
    if page is None:
        raise Http404
    return page
