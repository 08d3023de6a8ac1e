"""Writing a lesson in the admin."""

from __future__ import annotations

import json
from datetime import timedelta
from html import unescape
from typing import Any

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.test.utils.form_data import nested_form_data, streamfield

from accounts.models import User
from lessons.models import LessonPage
from tests.lessons.factories import five_steps, make_lesson, make_picture, make_shelf
from tests.quiz.factories import make_question

SHORT = {"title": "看一看", "picture": "", "alt": "", "body": "先看名字。"}


def steps_data(*steps: tuple[str, Any]) -> dict[str, Any]:
    """Steps as the editor's browser sends them."""
    return streamfield(list(steps))


class EditingTests(TestCase):
    """What an editor may save, publish and see."""

    def setUp(self) -> None:
        """An editor is signed in."""
        self.editor = User.objects.create_superuser(username="editor", password="pass")
        self.client.force_login(self.editor)
        self.shelf = make_shelf()

    def form(self, steps: dict[str, Any], **fields: Any) -> dict[str, Any]:
        """A whole form, good but for what a test changes."""
        good = {
            "title": "先看名字",
            "slug": "look",
            "subject": "pay",
            "audience": "both",
            "summary": "付款前看一眼。",
            "remember": "看清再付。",
            "source": "https://example.org/",
            "checked_on": "2026-11-23",
            "review_by": "2027-05-20",
            "steps": steps,
        }
        return nested_form_data({**good, **fields})

    def three_steps(self) -> dict[str, Any]:
        """Two screens and a question."""
        question = make_question()
        return steps_data(
            ("text", SHORT), ("danger", SHORT), ("question", str(question.pk))
        )

    def post(self, data: dict[str, Any], publish: bool = True) -> Any:
        """Send the form of a new lesson."""
        address = reverse(
            "wagtailadmin_pages:add", args=["lessons", "lessonpage", self.shelf.pk]
        )
        action = {"action-publish": "1"} if publish else {}
        return self.client.post(address, {**data, **action})

    def assert_refused(self, steps: dict[str, Any], sentence: str) -> None:
        """The form comes back with a sentence, and nothing is stored."""
        response = self.post(self.form(steps))
        self.assertEqual(response.status_code, 200)
        told = json.dumps(sentence)[1:-1]  # Wagtail hands errors of steps to its script
        self.assertIn(told, unescape(response.content.decode()))
        self.assertFalse(LessonPage.objects.exists())

    def test_a_good_lesson_goes_out(self) -> None:
        self.post(self.form(self.three_steps()))
        page = LessonPage.objects.get()
        self.assertTrue(page.live)
        self.assertEqual(len(page.outline().step_ids), 3)

    def test_a_draft_may_be_incomplete(self) -> None:
        self.post(
            self.form(steps_data(), summary="", source="", checked_on=""), publish=False
        )
        self.assertFalse(LessonPage.objects.get().live)

    def test_a_lesson_without_steps_gets_a_sentence(self) -> None:
        sentence = _("A lesson needs %(min)d to %(max)d steps; this one has %(count)d.")
        self.assert_refused(steps_data(), sentence % {"min": 3, "max": 8, "count": 0})

    def test_a_lesson_without_a_question_gets_a_sentence(self) -> None:
        steps = steps_data(("text", SHORT), ("tip", SHORT), ("danger", SHORT))
        self.assert_refused(
            steps, _("A lesson needs at least one step with a question.")
        )

    def test_a_sentence_of_two_thousand_characters_gets_a_sentence(self) -> None:
        question = str(make_question().pk)
        steps = steps_data(
            ("text", {**SHORT, "body": "看" * 2000}),
            ("tip", SHORT),
            ("question", question),
        )
        self.assert_refused(steps, "看" * 20)

    def test_too_much_for_one_screen_gets_a_sentence(self) -> None:
        question = str(make_question().pk)
        steps = steps_data(
            ("text", {**SHORT, "body": "先看一看收钱人的名字。" * 30}),
            ("tip", SHORT),
            ("question", question),
        )
        sentence = _("This is too much for one screen. Please make two steps of it.")
        self.assert_refused(steps, sentence)

    def test_a_picture_without_words_gets_a_sentence(self) -> None:
        question = str(make_question().pk)
        steps = steps_data(
            ("text", {**SHORT, "picture": str(make_picture().pk)}),
            ("tip", SHORT),
            ("question", question),
        )
        self.assert_refused(steps, _("Please say what the picture shows."))

    def test_a_picture_step_needs_its_picture(self) -> None:
        steps = steps_data(
            ("picture", SHORT), ("tip", SHORT), ("question", str(make_question().pk))
        )
        response = self.post(self.form(steps))
        self.assertEqual(response.status_code, 200)
        self.assertFalse(LessonPage.objects.exists())

    def test_facts_must_be_checked_again_within_half_a_year(self) -> None:
        for day in ("2026-11-01", "2028-01-01"):
            with self.subTest(day=day):
                response = self.post(self.form(self.three_steps(), review_by=day))
                self.assertEqual(response.status_code, 200)
                self.assertFalse(LessonPage.objects.filter(live=True).exists())

    def test_the_editor_is_told_of_long_sentences(self) -> None:
        page = make_lesson()
        long = "付款以前一定要先看清楚收款人的名字和要付的金额对不对。"
        page.steps[0].value["body"] = long
        page.save_revision()
        response = self.client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        self.assertContains(response, f'<li dir="auto">{long}</li>')

    def test_overdue_facts_show_in_the_editor_the_list_and_on_the_first_screen(
        self,
    ) -> None:
        page = make_lesson()
        LessonPage.objects.filter(pk=page.pk).update(
            review_by=timezone.localdate() - timedelta(days=1)
        )
        self.assertContains(
            self.client.get(reverse("wagtailadmin_home")), "lessons-overdue"
        )
        self.assertContains(
            self.client.get(reverse("lessons:index")),
            (timezone.localdate() - timedelta(days=1)).isoformat(),
        )

    def test_nothing_overdue_says_nothing(self) -> None:
        page = make_lesson()
        LessonPage.objects.filter(pk=page.pk).update(
            review_by=timezone.localdate() + timedelta(days=9)
        )
        self.assertNotContains(
            self.client.get(reverse("wagtailadmin_home")), "lessons-overdue"
        )

    def test_each_preview_shows_the_lesson(self) -> None:
        page = make_lesson(five_steps())
        for mode, sign in (
            ("", "lesson.js"),
            ("largest", 'data-text="32"'),
            ("plain", "lesson--plain"),
        ):
            with self.subTest(mode=mode):
                response = page.make_preview_request(preview_mode=mode)
                self.assertEqual(response.status_code, 200)
                self.assertIn(sign, response.content.decode())

    def test_the_preview_is_as_wide_as_a_phone(self) -> None:
        page = make_lesson()
        self.assertEqual(page.preview_sizes[0]["device_width"], 360)
        self.assertEqual(page.default_preview_size, page.preview_sizes[0]["name"])
