"""Questions in the admin."""

from __future__ import annotations

import json
from html import unescape
from typing import Any

from django.test import TestCase
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from quiz.models import PROBLEM_SENTENCES, Question
from quiz.rules import Problem
from tests.lessons.factories import make_lesson
from tests.quiz.factories import make_question

ADD = "wagtailsnippets_quiz_question:add"


def option(text: str, right: bool = False, reason: str = "因为。") -> tuple[str, Any]:
    """One answer as the editor's browser sends it."""
    value = {"text": text, "reason": reason}
    return ("option", {**value, "is_right": "on"} if right else value)


class QuestionBankTests(TestCase):
    """What can be stored, seen and deleted."""

    def setUp(self) -> None:
        """An editor is signed in."""
        self.client.force_login(
            User.objects.create_superuser(username="editor", password="pass")
        )

    def post(self, kind: str, *options: tuple[str, Any]) -> Any:
        """Send the form of a new question."""
        data = {
            "kind": kind,
            "prompt": "怎么办？",
            "hint": "",
            "options": streamfield(list(options)),
        }
        return self.client.post(reverse(ADD), nested_form_data(data))

    def test_a_good_question_of_each_kind_is_stored(self) -> None:
        self.post("one", option("甲", True), option("乙"))
        self.post("several", option("甲", True), option("乙", True), option("丙"))
        self.post("true-false", option("对", True), option("不对"))
        self.post("order", option("甲"), option("乙"), option("丙"))
        self.assertEqual(Question.objects.count(), 4)

    def test_each_mistake_gets_its_own_sentence(self) -> None:
        cases = [
            (Problem.NEEDS_ONE_RIGHT, "one", [option("甲", True), option("乙", True)]),
            (Problem.NEEDS_RIGHT_AND_WRONG, "several", [option("甲"), option("乙")]),
            (Problem.NEEDS_THREE_ANSWERS, "order", [option("甲"), option("乙")]),
            (
                Problem.NEEDS_TWO_ANSWERS,
                "true-false",
                [option("甲", True), option("乙"), option("丙")],
            ),
            (Problem.SAME_ANSWER_TWICE, "one", [option("甲", True), option("甲")]),
        ]
        for problem, kind, options in cases:
            with self.subTest(problem=problem):
                response = self.post(kind, *options)
                # Wagtail hands errors of answers to its script
                told = json.dumps(str(PROBLEM_SENTENCES[problem]))[1:-1]
                self.assertIn(told, unescape(response.content.decode()))
        self.assertFalse(Question.objects.exists())

    def test_every_answer_needs_its_reason(self) -> None:
        response = self.post("one", option("甲", True, reason=""), option("乙"))
        self.assertEqual(response.status_code, 200)
        self.assertFalse(Question.objects.exists())

    def test_the_list_says_where_a_question_is_asked(self) -> None:
        make_lesson()
        make_question(prompt="没有人问")
        response = self.client.get(reverse("wagtailsnippets_quiz_question:list"))
        self.assertEqual(
            [q.asked_in for q in response.context["object_list"]].count(0), 1
        )

    def test_a_question_that_is_asked_cannot_be_deleted(self) -> None:
        page = make_lesson()
        question = next(s.value for s in page.steps if s.block_type == "question")
        address = reverse("wagtailsnippets_quiz_question:delete", args=[question.pk])
        response = self.client.post(address, follow=True)
        self.assertContains(response, question.prompt)
        self.assertTrue(Question.objects.filter(pk=question.pk).exists())

    def test_a_question_nobody_asks_can_be_deleted(self) -> None:
        question = make_question()
        self.client.post(
            reverse("wagtailsnippets_quiz_question:delete", args=[question.pk])
        )
        self.assertFalse(Question.objects.exists())

    def test_the_preview_shows_the_question(self) -> None:
        response = make_question().make_preview_request()
        self.assertContains(response, "该怎么办？")
        self.assertContains(response, _("Tap the answer you think is right."))

    def test_somebody_without_permission_cannot_see_the_bank(self) -> None:
        self.client.force_login(User.objects.create_user(username="learner"))
        response = self.client.get(reverse("wagtailsnippets_quiz_question:list"))
        self.assertEqual(response.status_code, 302)
