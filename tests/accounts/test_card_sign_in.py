"""Coming in with a learning card and a PIN."""

from __future__ import annotations

from django.core.cache import cache
from django.test import Client, TestCase, override_settings
from django.urls import reverse

from accounts.enums import Refusal
from accounts.models import LearningCard, User
from accounts.services import issue_card, reset_pin, revoke_card
from tests.accounts.factories import (
    PIN,
    agree_to_everything,
    make_card,
    make_learner,
    make_staff,
)

SIGN_IN_QUERIES = 16  # 8 reads, the session written twice, 3 savepoints of the test


class CardTestCase(TestCase):
    """One learner with a card, on a phone."""

    def setUp(self) -> None:
        cache.clear()  # wrong tries of other tests
        self.card = make_card()
        self.learner = self.card.learner
        agree_to_everything(self.learner)

    def type_pin(self, pin: str, card: LearningCard | None = None, **fields: str):
        """Send the PIN of a card as the form does."""
        number = (card or self.card).number
        return self.client.post(f"/c/{number}/", {"pin": pin, **fields})

    def assert_nobody_is_in(self) -> None:
        self.assertNotIn("_auth_user_id", self.client.session)

    def assert_is_in(self, learner: User) -> None:
        self.assertEqual(self.client.session["_auth_user_id"], str(learner.pk))


class SignInTests(CardTestCase):
    def test_the_number_leads_to_the_pin_and_the_pin_leads_in(self) -> None:
        number = f"{self.card.number[:4]} {self.card.number[4:]}"
        answer = self.client.post("/enter/card/", {"number": number})
        self.assertRedirects(answer, f"/c/{self.card.number}/")
        answer = self.type_pin(PIN)
        self.assertRedirects(answer, "/", fetch_redirect_response=False)
        self.assert_is_in(self.learner)

    def test_the_qr_code_asks_for_the_pin_and_names_nobody(self) -> None:
        answer = self.client.get(f"/c/{self.card.number}/")
        self.assertContains(answer, 'name="pin"')
        self.assertNotContains(answer, self.learner.display_name)

    def test_a_slip_of_the_finger_gets_its_own_sentence(self) -> None:
        wrong = self.card.number[:-1] + str((int(self.card.number[-1]) + 1) % 10)
        answer = self.client.post("/enter/card/", {"number": wrong})
        self.assertContains(answer, Refusal.SLIP.label)
        self.assertContains(answer, wrong)  # nothing has to be typed again

    def test_slips_of_the_finger_are_never_counted(self) -> None:
        for _try in range(200):
            self.client.post("/enter/card/", {"number": "11111111"})
        self.assertRedirects(self.type_pin(PIN), "/", fetch_redirect_response=False)

    def test_an_unknown_card_gets_another_sentence(self) -> None:
        number = self.card.number
        self.card.delete()
        answer = self.client.post("/enter/card/", {"number": number})
        self.assertContains(answer, Refusal.UNKNOWN.label)

    def test_nonsense_gets_a_sentence(self) -> None:
        for number in ("", "abc", "1" * 5000, "０", "\0"):
            with self.subTest(number=number[:9]):
                answer = self.client.post("/enter/card/", {"number": number})
                self.assertEqual(answer.status_code, 200)
                self.assertContains(answer, "field__error")

    def test_a_revoked_card_opens_nothing(self) -> None:
        revoke_card(card=self.card, revoked_by=None)
        answer = self.type_pin(PIN)
        self.assertContains(answer, Refusal.UNKNOWN.label)
        self.assert_nobody_is_in()

    def test_a_new_card_makes_the_old_one_invalid(self) -> None:
        new, pin = issue_card(learner=self.learner, issued_by=None)
        self.type_pin(PIN)
        self.assert_nobody_is_in()
        self.type_pin(pin, new)
        self.assert_is_in(self.learner)

    def test_a_closed_account_stays_closed(self) -> None:
        User.objects.filter(pk=self.learner.pk).update(is_active=False)
        self.type_pin(PIN)
        self.assert_nobody_is_in()

    def test_a_card_never_opens_the_account_of_somebody_with_a_password(self) -> None:
        self.learner.set_password("staff now")
        self.learner.save()
        self.type_pin(PIN)
        self.assert_nobody_is_in()

    def test_a_card_is_no_way_round_the_staff_door(self) -> None:
        answer = self.client.post(
            "/enter/staff/", {"username": f"card:{self.card.number}", "password": PIN}
        )
        self.assertEqual(answer.status_code, 200)
        self.assert_nobody_is_in()

    def test_staff_are_not_given_cards(self) -> None:
        from accounts.enums import Role
        from accounts.exceptions import NotALearnerError

        with self.assertRaises(NotALearnerError):
            issue_card(learner=make_staff(Role.TRAINER), issued_by=None)

    def test_the_pin_is_not_kept_readable(self) -> None:
        self.type_pin("1111")
        row = LearningCard.objects.values_list().get(pk=self.card.pk)
        self.assertNotIn(PIN, [str(value) for value in row])

    def test_a_wrong_pin_is_not_written_into_the_list_of_tries(self) -> None:
        from axes.models import AccessAttempt

        self.type_pin("9753")
        attempt = AccessAttempt.objects.get()
        self.assertNotIn("9753", attempt.post_data)

    def test_the_key_may_be_changed_while_the_old_one_is_still_accepted(self) -> None:
        from django.conf import settings

        with override_settings(
            SECRET_KEY="another", SECRET_KEY_FALLBACKS=[settings.SECRET_KEY]
        ):
            self.assertTrue(self.card.has_pin(PIN))
        with override_settings(SECRET_KEY="another"):
            self.assertFalse(self.card.has_pin(PIN))


class WrongPinTests(CardTestCase):
    def test_ten_wrong_pins_end_in_one_friendly_sentence(self) -> None:
        answers = [self.type_pin("1111") for _try in range(10)]
        for answer in answers[:4]:
            self.assertContains(answer, Refusal.WRONG_PIN.label)
        for answer in answers[4:]:
            self.assertContains(answer, Refusal.LOCKED.label, status_code=429)
            self.assertContains(answer, "辅导员", status_code=429)

    def test_a_locked_card_refuses_the_right_pin_too(self) -> None:
        for _try in range(5):
            self.type_pin("1111")
        self.assertEqual(self.type_pin(PIN).status_code, 429)
        self.assert_nobody_is_in()

    def test_another_phone_does_not_help(self) -> None:
        for _try in range(5):
            self.type_pin("1111")
        self.client = Client(REMOTE_ADDR="10.9.8.7", HTTP_USER_AGENT="another")
        self.assertEqual(self.type_pin(PIN).status_code, 429)

    def test_the_neighbour_with_the_same_address_comes_in(self) -> None:
        for _try in range(10):
            self.type_pin("1111")
        neighbour = make_card(make_learner("李大爷"))
        self.type_pin(PIN, neighbour)
        self.assert_is_in(neighbour.learner)

    def test_a_trainer_opens_the_card_with_a_new_pin(self) -> None:
        for _try in range(10):
            self.type_pin("1111")
        pin = reset_pin(card=self.card, reset_by=None)
        self.type_pin(pin)
        self.assert_is_in(self.learner)

    def test_a_right_pin_forgets_the_wrong_ones(self) -> None:
        for _try in range(4):
            self.type_pin("1111")
        self.type_pin(PIN)
        self.client.logout()
        for _try in range(4):
            self.type_pin("1111")
        self.type_pin(PIN)
        self.assert_is_in(self.learner)

    @override_settings(WRONG_TRIES_PER_ADDRESS="20/15m")
    def test_trying_card_after_card_from_one_address_comes_to_an_end(self) -> None:
        cards = [make_card(make_learner(str(number))) for number in range(6)]
        for card in cards:
            for _try in range(4):
                answer = self.type_pin("1111", card)
        self.assertContains(answer, Refusal.CROWDED.label, status_code=429)
        self.assertEqual(self.type_pin(PIN).status_code, 429)

    @override_settings(WRONG_TRIES_PER_ADDRESS="20/15m")
    def test_only_wrong_tries_count_for_an_address(self) -> None:
        for _learner in range(60):
            self.type_pin(PIN)
            self.client.logout()
        self.type_pin(PIN)
        self.assert_is_in(self.learner)

    @override_settings(WRONG_TRIES_PER_ADDRESS="20/15m")
    def test_looking_for_cards_comes_to_an_end(self) -> None:
        self.card.delete()
        for _try in range(22):
            answer = self.client.get(f"/c/{self.card.number}/")
        self.assertContains(answer, Refusal.CROWDED.label, status_code=429)


class SafetyTests(CardTestCase):
    def test_the_session_key_is_a_new_one(self) -> None:
        self.client.post("/enter/new/", {"display_name": "somebody"})
        planted = self.client.session.session_key
        self.assertTrue(planted)
        self.type_pin(PIN)
        self.assertNotEqual(self.client.session.session_key, planted)

    def test_the_next_learner_gets_a_session_of_her_own(self) -> None:
        self.type_pin(PIN)
        session = self.client.session
        session["something"] = "of the first"
        session.save()
        neighbour = make_card(make_learner("李大爷"))
        self.type_pin(PIN, neighbour)
        self.assert_is_in(neighbour.learner)
        self.assertNotIn("something", self.client.session)

    def test_a_new_pin_signs_out_every_phone(self) -> None:
        self.type_pin(PIN)
        reset_pin(card=self.card, reset_by=None)
        self.assertEqual(self.client.get("/me/").json()["who"], "")

    def test_sign_in_leads_to_where_one_wanted_to_go(self) -> None:
        answer = self.type_pin(PIN, next="/privacy/")
        self.assertRedirects(answer, "/privacy/")

    def test_sign_in_leads_nowhere_else(self) -> None:
        for target in (
            "https://evil.example/",
            "//evil.example",
            "javascript:alert(1)",
        ):
            with self.subTest(target=target):
                answer = self.type_pin(PIN, next=target)
                self.assertRedirects(answer, "/", fetch_redirect_response=False)

    def test_a_form_from_another_site_is_refused(self) -> None:
        strict = Client(enforce_csrf_checks=True)
        answer = strict.post(f"/c/{self.card.number}/", {"pin": PIN})
        self.assertEqual(answer.status_code, 403)

    def test_screens_with_somebody_on_them_are_never_cached(self) -> None:
        self.type_pin(PIN)
        for name in ("enter", "card", "me", "privacy", "leave", "my_card"):
            with self.subTest(name=name):
                answer = self.client.get(reverse(f"accounts:{name}"))
                self.assertIn("no-store", answer["Cache-Control"])

    def test_signing_in_costs_few_queries(self) -> None:
        self.type_pin(PIN)
        self.client.logout()
        with self.assertNumQueries(SIGN_IN_QUERIES):
            self.type_pin(PIN)


class ConsentAfterSignInTests(CardTestCase):
    def test_whoever_never_heard_the_words_hears_them_once(self) -> None:
        card = make_card(make_learner("李大爷"))
        answer = self.type_pin(PIN, card, next="/privacy/")
        self.assertRedirects(answer, "/privacy/consent/?next=/privacy/")
        page = self.client.get(answer["Location"])
        text = page.context["text"]
        answer = self.client.post(
            "/privacy/consent/", {"text": text.pk, "heard": "on", "next": "/privacy/"}
        )
        self.assertRedirects(answer, "/privacy/")
        consent = card.learner.consents.get()
        self.assertTrue(consent.read_aloud)
        self.client.logout()
        self.assertRedirects(
            self.type_pin(PIN, card), "/", fetch_redirect_response=False
        )
