"""Answers that come as plain forms."""

from __future__ import annotations

from django.http import QueryDict
from django.test import TestCase
from django.utils import translation
from django.utils.translation import gettext

from lessons.forms import AnswerForm
from quiz.models import Question
from tests.quiz.factories import make_question, option_id


def sent(question: Question, query: str) -> AnswerForm:
    """The form bound to what a browser sent."""
    return AnswerForm(question, QueryDict(query))


class AnswerFormTests(TestCase):
    """What `cleaned_data["chosen"]` holds, and what is refused."""

    def test_one_choice(self) -> None:
        id_ = option_id("马上付")
        form = sent(make_question(), f"choice={id_}")
        self.assertTrue(form.is_valid())
        self.assertEqual(form.cleaned_data["chosen"], [id_])

    def test_several_choices(self) -> None:
        question = make_question("several", {"甲": True, "乙": True, "丙": False})
        ids = [option_id("甲"), option_id("丙")]
        form = sent(question, "&".join(f"choice={id_}" for id_ in ids))
        self.assertTrue(form.is_valid())
        self.assertEqual(form.cleaned_data["chosen"], ids)

    def test_an_order_by_numbers(self) -> None:
        question = make_question("order", {"甲": False, "乙": False, "丙": False})
        a, b, c = (option_id(text) for text in "甲乙丙")
        form = sent(question, f"order-{a}=1&order-{b}=3&order-{c}=2")
        self.assertTrue(form.is_valid())
        self.assertEqual(form.cleaned_data["chosen"], [a, c, b])

    def test_the_same_number_twice_or_one_missing_gets_a_sentence(self) -> None:
        question = make_question("order", {"甲": False, "乙": False, "丙": False})
        a, b, c = (option_id(text) for text in "甲乙丙")
        for query in (f"order-{a}=1&order-{b}=1&order-{c}=2", f"order-{a}=1", ""):
            with self.subTest(query=query), translation.override("zh-hans"):
                form = sent(question, query)
                self.assertFalse(form.is_valid())
                self.assertEqual(
                    form.sentence, gettext("Give each one its own number.")
                )

    def test_nothing_chosen_gets_a_friendly_sentence(self) -> None:
        form = sent(make_question(), "")
        self.assertFalse(form.is_valid())
        self.assertTrue(form.sentence)

    def test_an_answer_of_another_question_is_refused(self) -> None:
        form = sent(make_question(), "choice=nonsense")
        self.assertFalse(form.is_valid())
        self.assertTrue(form.sentence)

    def test_a_second_choice_where_one_is_asked_is_not_marked_right_by_luck(
        self,
    ) -> None:
        first, second = option_id("马上付"), option_id("先不付，问一问")
        form = sent(make_question(), f"choice={first}&choice={second}")
        self.assertTrue(form.is_valid())
        self.assertEqual(form.cleaned_data["chosen"], [first])
