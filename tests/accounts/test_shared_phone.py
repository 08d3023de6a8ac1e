"""Several people on one phone, one after the other."""

from __future__ import annotations

from django.test import TestCase

from tests.accounts.factories import PIN, agree_to_everything, make_card, make_learner


class SharedPhoneTests(TestCase):
    def setUp(self) -> None:
        self.cards = [make_card(make_learner(name)) for name in ("王阿姨", "李大爷")]
        for card in self.cards:
            agree_to_everything(card.learner)

    def come_in(self, card: object, **fields: str):
        return self.client.post(f"/c/{card.number}/", {"pin": PIN, **fields})

    def leave(self):
        return self.client.post("/enter/leave/")

    def test_one_tap_and_the_next_person_is_asked_who_she_is(self) -> None:
        self.come_in(self.cards[0])
        self.assertContains(self.client.get("/enter/my-card/"), "不是您？")
        self.assertRedirects(self.leave(), "/enter/")
        self.assertEqual(self.client.get("/me/").json(), {"who": "", "name": ""})

    def test_the_phone_forgets_whom_it_was_not_told_to_remember(self) -> None:
        self.come_in(self.cards[0])
        self.leave()
        self.assertNotContains(self.client.get("/enter/"), "王阿姨")

    def test_a_remembered_learner_taps_her_name_and_types_the_pin(self) -> None:
        self.come_in(self.cards[0], remember="on")
        self.leave()
        page = self.client.get("/enter/")
        self.assertContains(page, "王阿姨")
        self.assertContains(page, f'href="/c/{self.cards[0].number}/"')
        self.assertContains(self.client.get(f"/c/{self.cards[0].number}/"), "王阿姨")

    def test_the_second_learner_sees_nothing_of_the_first(self) -> None:
        self.come_in(self.cards[0])
        first_session = self.client.session.session_key
        self.leave()
        self.come_in(self.cards[1])
        self.assertNotEqual(self.client.session.session_key, first_session)
        for path in ("/me/", "/privacy/", "/enter/my-card/", "/enter/"):
            with self.subTest(path=path):
                self.assertNotContains(self.client.get(path), "王阿姨")

    def test_the_cookie_says_who_is_in_and_is_gone_afterwards(self) -> None:
        answer = self.come_in(self.cards[0])
        who = answer.cookies["who"]
        self.assertEqual(who.value, str(self.cards[0].learner.public_id))
        self.assertFalse(who["httponly"])  # scripts tag with it what they keep
        answer = self.leave()
        self.assertEqual(answer.cookies["who"].value, "")

    def test_a_cookie_without_a_session_is_put_right(self) -> None:
        self.client.cookies["who"] = "somebody-else"
        answer = self.client.get("/me/")
        self.assertEqual(answer.json()["who"], "")
        self.assertEqual(answer.cookies["who"].value, "")

    def test_the_last_six_are_remembered(self) -> None:
        cards = [make_card(make_learner(f"学员{number}号")) for number in range(8)]
        for card in cards:
            self.come_in(card, remember="on")
        page = self.client.get("/enter/")
        for card in cards[2:]:
            self.assertContains(page, card.learner.display_name)
        for card in cards[:2]:
            self.assertNotContains(page, card.learner.display_name)

    def test_nobody_gets_a_name_by_writing_a_number_into_the_cookie(self) -> None:
        self.client.cookies["cards"] = f"{self.cards[0].number}:forged:signature"
        self.assertNotContains(self.client.get("/enter/"), "王阿姨")
        self.assertNotContains(self.client.get(f"/c/{self.cards[0].number}/"), "王阿姨")

    def test_the_phone_can_be_told_to_forget(self) -> None:
        self.come_in(self.cards[0], remember="on")
        self.leave()
        self.client.post(f"/enter/card/{self.cards[0].number}/forget/")
        self.assertNotContains(self.client.get("/enter/"), "王阿姨")

    def test_a_deleted_learner_is_forgotten_everywhere(self) -> None:
        self.come_in(self.cards[0], remember="on")
        other_phone = self.client_class()
        other_phone.post(f"/c/{self.cards[0].number}/", {"pin": PIN})
        other_phone.post("/privacy/delete/")
        self.assertNotContains(self.client.get("/enter/"), "王阿姨")

    def test_signing_out_takes_more_than_following_a_link(self) -> None:
        self.come_in(self.cards[0])
        page = self.client.get("/enter/leave/")
        self.assertContains(page, "王阿姨")
        self.assertTrue(self.client.get("/me/").json()["who"])

    def test_cached_pages_learn_the_name_and_a_token_for_leaving(self) -> None:
        strict = self.client_class(enforce_csrf_checks=True)
        strict.force_login(
            self.cards[0].learner, "accounts.backends.LearningCardBackend"
        )
        me = strict.get("/me/").json()
        self.assertEqual(me["name"], "王阿姨")
        self.assertEqual(strict.post("/enter/leave/").status_code, 403)
        answer = strict.post("/enter/leave/", {"csrfmiddlewaretoken": me["token"]})
        self.assertRedirects(answer, "/enter/")
