"""What is kept can be seen, put right, taken back and deleted by whom it is about."""

from __future__ import annotations

from django.test import TestCase
from wagtail.models import ModelLogEntry

from accounts.enums import Audience, Role
from accounts.models import User
from accounts.signals import person_erased
from tests.accounts.factories import (
    PIN,
    RegionFactory,
    agree_to_everything,
    make_card,
    make_learner,
    make_staff,
)


class PrivacyTests(TestCase):
    def setUp(self) -> None:
        self.learner = make_learner(
            region=RegionFactory(), birth_decade=1950, audience=Audience.FARMER
        )
        self.card = make_card(self.learner)
        agree_to_everything(self.learner)
        self.client.post(f"/c/{self.card.number}/", {"pin": PIN})

    def test_a_stranger_reads_the_words_and_sees_nobody(self) -> None:
        self.client.logout()
        page = self.client.get("/privacy/")
        self.assertContains(page, "身份证")
        self.assertContains(page, "您没有登录")
        self.assertNotContains(page, "王阿姨")

    def test_a_learner_sees_every_bit_that_is_kept(self) -> None:
        page = self.client.get("/privacy/")
        number = f"{self.card.number[:4]} {self.card.number[4:]}"
        for fact in ("王阿姨", "河北省", "1950 年代", "农民或牧民", number):
            with self.subTest(fact=fact):
                self.assertContains(page, fact)

    def test_what_was_said_can_be_put_right(self) -> None:
        fields = {"display_name": "王奶奶", "audience": "", "birth_decade": ""}
        self.client.post("/privacy/about-me/", {**fields, "forget_place": "on"})
        self.learner.refresh_from_db()
        self.assertEqual(
            (
                self.learner.display_name,
                self.learner.region,
                self.learner.birth_decade,
                self.learner.audience,
            ),
            ("王奶奶", None, None, ""),
        )

    def test_nobody_makes_herself_staff_that_way(self) -> None:
        self.client.post(
            "/privacy/about-me/",
            {"display_name": "王", "is_superuser": "on", "is_staff": "on"},
        )
        self.learner.refresh_from_db()
        self.assertFalse(self.learner.is_superuser or self.learner.is_staff)

    def test_consent_taken_back_is_dated_and_empties_what_was_told(self) -> None:
        self.client.post("/privacy/withdraw/")
        self.learner.refresh_from_db()
        self.assertIsNotNone(self.learner.consents.get().withdrawn_at)
        self.assertEqual(self.learner.display_name, "")
        self.assertIsNone(self.learner.region)
        self.assertIsNone(self.learner.birth_decade)
        self.assertTrue(self.client.get("/me/").json()["who"])  # may go on learning

    def test_whoever_took_consent_back_may_give_it_again(self) -> None:
        self.client.post("/privacy/withdraw/")
        text = self.learner.consents.get().text
        self.client.post("/privacy/consent/", {"text": text.pk})
        self.assertEqual(self.learner.consents.filter(withdrawn_at=None).count(), 1)

    def test_deleting_asks_once_and_then_keeps_only_the_count(self) -> None:
        erased = []
        person_erased.connect(lambda **news: erased.append(news), weak=False)
        old_id = str(self.learner.public_id)
        self.assertContains(self.client.get("/privacy/delete/"), "要删掉我的账号吗")
        self.assertTrue(User.objects.get(pk=self.learner.pk).is_active)
        page = self.client.post("/privacy/delete/")
        self.assertContains(page, "您的账号删掉了")
        gone = User.objects.get(pk=self.learner.pk)
        self.assertFalse(gone.is_active)
        self.assertEqual(
            [gone.display_name, gone.region, gone.birth_decade, gone.audience],
            ["", None, None, ""],
        )
        self.assertFalse(gone.learning_cards.exists() or gone.consents.exists())
        self.assertNotEqual(str(gone.public_id), old_id)
        self.assertEqual(str(erased[0]["public_id"]), old_id)
        self.assertEqual(page.cookies["who"].value, "")

    def test_the_name_is_gone_from_the_log_too(self) -> None:
        self.client.post("/privacy/delete/")
        labels = ModelLogEntry.objects.values_list("label", flat=True)
        self.assertNotIn("王阿姨", list(labels))

    def test_after_deleting_every_phone_is_signed_out(self) -> None:
        other = self.client_class()
        other.post(f"/c/{self.card.number}/", {"pin": PIN})
        self.client.post("/privacy/delete/")
        self.assertEqual(other.get("/me/").json()["who"], "")

    def test_staff_accounts_are_closed_by_an_administrator(self) -> None:
        self.client.force_login(
            make_staff(Role.TRAINER), "django.contrib.auth.backends.ModelBackend"
        )
        self.assertEqual(self.client.post("/privacy/delete/").status_code, 403)

    def test_strangers_are_asked_to_come_in(self) -> None:
        self.client.logout()
        for path in ("about-me", "consent", "delete"):
            with self.subTest(path=path):
                answer = self.client.get(f"/privacy/{path}/")
                self.assertRedirects(answer, f"/enter/?next=/privacy/{path}/")
        self.assertEqual(self.client.post("/privacy/withdraw/").status_code, 302)

    def test_looking_does_not_change_anything(self) -> None:
        self.assertEqual(self.client.get("/privacy/withdraw/").status_code, 405)
