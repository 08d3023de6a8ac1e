"""A published lesson, as it comes over HTTP."""

from __future__ import annotations

import re

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from lessons.models import LessonPage
from tests.lessons.factories import five_steps, make_lesson, make_picture, step


class LessonPageTests(TestCase):
    """What everybody gets."""

    def shown(self, page: LessonPage) -> str:
        """The document of a lesson."""
        response = self.client.get(page.url)
        self.assertEqual(response.status_code, 200)
        return response.content.decode()

    def test_all_steps_are_in_one_document(self) -> None:
        """Each step has its own address within the page."""
        page = make_lesson()
        html = self.shown(page)
        for number, step_id in enumerate(page.outline().step_ids, start=1):
            self.assertIn(f'id="step-{number}" data-step="{step_id}"', html)
        self.assertIn(f'data-lesson="{page.translation_key}"', html)
        self.assertIn('id="finish"', html)

    def test_it_holds_nothing_that_belongs_to_one_reader(self) -> None:
        """The page is cached whole: no token, no session."""
        response = self.client.get(make_lesson().url)
        self.assertNotRegex(response.content.decode(), r'csrfmiddlewaretoken"\s+value=')
        self.assertFalse({"sessionid", "csrftoken"} & set(response.cookies))

    def test_it_has_no_inline_script_or_style(self) -> None:
        """The content security policy would stop them."""
        html = self.shown(make_lesson())
        self.assertNotRegex(html, r"<script(?![^>]*\bsrc=)")
        self.assertNotRegex(html, r"\sstyle=|\son\w+=|<style")

    def test_every_question_is_a_real_form(self) -> None:
        """An answer can be sent without JavaScript."""
        page = make_lesson()
        html = self.shown(page)
        keys = set(page.outline().questions.values())
        sent = re.findall(r'<input type="hidden" name="question" value="([^"]+)"', html)
        self.assertEqual(set(sent), keys)
        self.assertIn('type="submit" name="choice"', html)
        self.assertIn('<select class="answer__place" name="order-', html)

    def test_reasons_and_hints_are_there_but_hidden(self) -> None:
        """Feedback works with the network cut."""
        html = self.shown(make_lesson())
        self.assertRegex(html, r'data-tell="reason-[^"]+" dir="auto" hidden>')
        self.assertRegex(html, r'data-tell="hint" dir="auto" hidden>')

    def test_the_drawing_is_inline_and_named(self) -> None:
        """A picture costs no request and has words."""
        html = self.shown(make_lesson())
        self.assertIn('role="img" aria-label="一部手机"', html)
        self.assertIn("<svg", html)

    def test_every_word_shown_in_a_step_is_a_sentence_that_can_be_heard(self) -> None:
        """Principle 2: what can be read can be listened to."""
        html = self.shown(make_lesson())
        for words in (
            "先看名字",
            "练一练",
            "念出名字。",
            "先不付，问一问",
            "该怎么办？",
        ):
            self.assertRegex(html, rf'<span class="sentence" data-cue="\d+">{words}')

    def test_ids_are_unique(self) -> None:
        """Two drawings and two questions do not disturb each other."""
        picture = make_picture().pk
        steps = [
            step("text", "a", picture=picture, alt="一"),
            step("text", "b", picture=picture, alt="二"),
            *five_steps(),
        ]
        ids = re.findall(r'\sid="([^"]+)"', self.shown(make_lesson(steps)))
        self.assertEqual(len(ids), len(set(ids)))

    def test_authored_text_is_escaped(self) -> None:
        """An editor's angle brackets are words, not markup."""
        html = self.shown(make_lesson([step("text", "a", body="<script>x</script>")]))
        self.assertNotIn("<script>x", html)

    def test_the_number_of_queries_does_not_grow_with_the_steps(self) -> None:
        """One query for the sound of all steps, one for the questions."""
        small = make_lesson(slug="small", steps=five_steps())
        large = make_lesson(slug="large", steps=five_steps() + five_steps()[1:4])
        counts = []
        for page in (small, large):
            self.client.get(page.url)
            with CaptureQueriesContext(connection) as counted:
                self.client.get(page.url)
            counts.append(len(counted))
        self.assertLessEqual(counts[1] - counts[0], 1)

    def test_a_step_whose_question_is_gone_is_left_out(self) -> None:
        """A lesson never breaks, and its numbers have no hole."""
        page = make_lesson()
        question = next(s.value for s in page.steps if s.block_type == "question")
        question.delete()
        html = self.shown(LessonPage.objects.get(pk=page.pk))
        self.assertEqual(len(re.findall(r'id="step-\d', html)), 4)
        self.assertIn('id="step-4"', html)

    def test_a_stranger_cannot_see_a_draft(self) -> None:
        """Only what was published is shown."""
        page = make_lesson()
        page.unpublish()
        self.assertEqual(self.client.get(page.url).status_code, 404)
        self.assertTrue(Page.objects.filter(pk=page.pk).exists())
