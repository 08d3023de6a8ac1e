"""Just start: nothing is asked, nothing is kept."""

from __future__ import annotations

from django.test import TestCase


class GuestTests(TestCase):
    def test_the_way_in_offers_learning_without_a_name(self) -> None:
        page = self.client.get("/enter/")
        self.assertContains(page, "直接学习")
        self.assertContains(page, 'href="/"')

    def test_looking_at_the_ways_in_makes_no_session(self) -> None:
        for address in ("/enter/", "/enter/card/", "/enter/new/", "/privacy/", "/me/"):
            with self.subTest(address=address):
                self.assertNotIn("sessionid", self.client.get(address).cookies)

    def test_the_english_doors_lead_to_english_rooms(self) -> None:
        page = self.client.get("/en/enter/")
        self.assertContains(page, "How would you like to start?")
        self.assertContains(page, 'href="/en/enter/card/"')
        self.assertContains(page, 'href="/en/"')

    def test_screens_answer_only_to_what_they_offer(self) -> None:
        self.assertEqual(self.client.post("/enter/").status_code, 405)
        self.assertEqual(self.client.post("/me/").status_code, 405)
        self.assertEqual(self.client.delete("/enter/card/").status_code, 405)
        self.assertEqual(self.client.get("/enter/new/declined/").status_code, 405)
