"""The page after an answer that came without JavaScript."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string
from django.test import RequestFactory, TestCase

from lessons.models import LessonPage
from lessons.selectors import screen_of
from tests.lessons.factories import make_lesson
from tests.quiz.factories import option_id


class AnswerPageTests(TestCase):
    """What `lessons/answer.html` says, and where it leads."""

    def shown(self, page: LessonPage, **context: Any) -> str:
        """The page for the first question of a lesson."""
        screen = screen_of(page, page.outline().step_ids[2])
        context = {"page": page, "screen": screen, **context}
        if "chosen" in context:
            question = screen.value
            context["told"] = question.told(question.mark(context.pop("chosen")))
        request = RequestFactory().post(page.url)
        return render_to_string("lessons/answer.html", context, request)

    def test_a_right_answer_leads_on(self) -> None:
        page = make_lesson()
        html = self.shown(page, chosen=[option_id("先不付，问一问")])
        self.assertIn("told--right", html)
        self.assertIn("因为选了先不付，问一问。", html)
        self.assertIn(f'href="{page.url}#step-4"', html)

    def test_a_wrong_answer_explains_and_offers_another_try(self) -> None:
        page = make_lesson()
        html = self.shown(page, chosen=[option_id("马上付")])
        self.assertIn("told--wrong", html)
        self.assertIn("因为选了马上付。", html)
        self.assertIn("付钱以前，问一句最省事。", html)
        self.assertIn(f'href="{page.url}#step-3"', html)

    def test_a_missing_choice_gets_its_sentence(self) -> None:
        html = self.shown(make_lesson(), sentence="请您先选一个答案。")
        self.assertIn("请您先选一个答案。", html)
        self.assertNotIn("#step-4", html)

    def test_the_last_step_leads_to_the_last_screen(self) -> None:
        page = make_lesson()
        screen = screen_of(page, page.outline().step_ids[4])
        self.assertEqual((screen.anchor, screen.next_anchor), ("step-5", "finish"))

    def test_a_step_the_lesson_does_not_have_is_nothing(self) -> None:
        self.assertIsNone(screen_of(make_lesson(), "nonsense"))
