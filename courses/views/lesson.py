"""A lesson as learners meet it, and its answers when the page runs no JavaScript."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accessibility.origin import same_origin_required
from accessibility.page_cache import same_for_everybody
from courses.enums import EventKind, EventSource
from courses.protocol import ReportedEvent
from courses.selectors.shelf import lesson_page
from courses.services import record_events
from courses.services.guests import keep_for_later
from lessons.forms import AnswerForm
from lessons.models import LessonPage
from lessons.selectors import Screen, screens


@require_safe
def show(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """A lesson, the same for everybody: nothing of the reader is in it.

    A page that an editor shows to some people only is never kept for all.
    """
    key = page.translation_key
    context = page.get_context(request) | {
        "answer_url": reverse("courses:answer", args=[key]),
        "finish_url": reverse("courses:finish", args=[key]),
    }
    response = render(request, "courses/lesson.html", context)
    if page.get_view_restrictions().exists():
        return response
    return same_for_everybody(response)


@same_origin_required
@require_POST
@never_cache
def answer(request: HttpRequest, lesson_key: UUID) -> HttpResponse:
    """One try at a question, or the end of the lesson, sent as a plain form."""
    page = lesson_page(str(lesson_key), get_language())
    if page is None or not _may_see(request, page):
        raise Http404
    if "finish" in request.POST:
        return _finish(request, page)
    screen = _asked(page, request.POST)
    if screen is None:  # the lesson was changed meanwhile
        return redirect(page.url)
    return _answer(request, page, screen)


def _may_see(request: HttpRequest, page: LessonPage) -> bool:
    restrictions = page.get_view_restrictions()
    return all(restriction.accept_request(request) for restriction in restrictions)


def _answer(request: HttpRequest, page: LessonPage, screen: Screen) -> HttpResponse:
    question = screen.value
    form = AnswerForm(question, request.POST)
    context: dict[str, Any] = {"page": page, "screen": screen}
    if not form.is_valid():
        context["sentence"] = form.sentence
        return render(request, "lessons/answer.html", context)
    chosen = tuple(form.cleaned_data["chosen"])
    _keep(
        request,
        [
            _event(
                page, screen, EventKind.ANSWERED, question=question.key, chosen=chosen
            )
        ],
    )
    context["told"] = question.told(question.mark(chosen))
    return render(request, "lessons/answer.html", context)


def _finish(request: HttpRequest, page: LessonPage) -> HttpResponse:
    """All steps stand on one page, so whoever is at its end has had them all before the
    eyes; questions count by their answers alone.
    """
    looks = [
        _event(page, screen, EventKind.STEP_SEEN)
        for screen in screens(page)
        if screen.kind != "question"
    ]
    _keep(request, looks)
    return redirect("courses:finish", lesson_key=page.translation_key)


def _asked(page: LessonPage, posted: dict[str, str]) -> Screen | None:
    """The screen of the question that was answered."""
    place = (posted.get("step"), posted.get("question"))
    questions = (screen for screen in screens(page) if screen.kind == "question")
    return next(
        (screen for screen in questions if (screen.step_id, screen.value.key) == place),
        None,
    )


def _event(
    page: LessonPage, screen: Screen, kind: EventKind, **answered: Any
) -> ReportedEvent:
    return ReportedEvent(
        id=uuid.uuid4(),
        kind=kind,
        lesson=str(page.translation_key),
        step=screen.step_id,
        occurred_at=timezone.now(),
        **answered,
    )


def _keep(request: HttpRequest, events: Iterable[ReportedEvent]) -> None:
    """Store a learner's events; a guest's wait in the session until somebody signs in."""
    if request.user.is_authenticated:
        record_events(
            learner=request.user, events=list(events), source=EventSource.FORM
        )
    else:
        keep_for_later(session=request.session, events=events)
