"""Help: whom to call, in words from the list of what may be taught."""

from __future__ import annotations

from django.test import TestCase
from django.utils import translation

from courses.speech import SCREENS


class HelpTests(TestCase):
    """`/help/`."""

    def test_one_tap_calls_the_police_or_the_line_against_fraud(self):
        response = self.client.get("/help/")
        self.assertContains(response, 'href="tel:110"')
        self.assertContains(response, 'href="tel:96110"')

    def test_no_other_number_is_given(self):
        text = self.client.get("/help/").content.decode()
        self.assertEqual(text.count("tel:"), 2)

    def test_every_spoken_sentence_is_visible_on_its_screen(self):
        for language, address in (("zh-hans", "/help/"), ("en", "/en/help/")):
            page = self.client.get(address)
            with translation.override(language):
                for sentence in SCREENS["courses.help"]:
                    with self.subTest(language=language, sentence=str(sentence)):
                        self.assertContains(page, str(sentence))

    def test_it_is_the_same_for_everybody(self):
        self.assertNotIn("Set-Cookie", self.client.get("/help/").headers)
        self.assertNotContains(self.client.get("/help/"), 'csrfmiddlewaretoken" value')
