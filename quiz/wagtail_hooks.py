"""Wiring of the question bank into the admin."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from quiz.models import Question
from quiz.selectors import places_asked
from quiz.viewsets import QuestionViewSet

register_snippet(QuestionViewSet)


@hooks.register("before_delete_snippet")
def keep_questions_that_are_asked(
    request: HttpRequest, instances: Iterable[Model]
) -> HttpResponse | None:
    """Refuse to delete a question that a lesson asks: the lesson would lose a step."""
    questions = [one for one in instances if isinstance(one, Question)]
    asked = [question for question in questions if places_asked(question)]
    if not asked:
        return None
    messages.error(
        request,
        _(
            "This question is asked in a lesson: “%(question)s”. Take it out there first."
        )
        % {"question": asked[0].prompt},
    )
    return redirect(QuestionViewSet().get_url_name("list"))
