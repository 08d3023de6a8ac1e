"""Own registration: everything but the name may be skipped."""

from __future__ import annotations

from django.test import TestCase

from accounts.enums import Audience
from accounts.models import Consent, LearningCard, Region, User
from accounts.selectors import current_consent_text
from accounts.services import load_consent_texts
from tests.accounts.factories import RegionFactory


class RegistrationTests(TestCase):
    def setUp(self) -> None:
        load_consent_texts()
        self.text = current_consent_text("zh-hans")
        self.place = RegionFactory()

    def answer(self, slug: str, **fields: object):
        return self.client.post(f"/enter/new/{slug}/", fields)

    def register(self, **pin: str):
        self.answer("name", display_name="李大爷")
        for slug in ("place", "decade", "audience"):
            self.answer(slug, skip="on")
        self.answer("consent", text=self.text.pk)
        return self.answer("pin", **(pin or {"pin": "2580"}))

    def test_skipping_everything_makes_a_learner_with_a_name_and_a_card(self) -> None:
        answer = self.register()
        self.assertRedirects(answer, "/enter/my-card/")
        learner = User.objects.get(display_name="李大爷")
        self.assertEqual(
            (learner.region, learner.birth_decade, learner.audience), (None, None, "")
        )
        self.assertTrue(learner.is_learner)
        self.assertEqual(learner.consents.get().text, self.text)
        card = learner.learning_cards.get()
        self.assertTrue(card.has_pin("2580"))
        page = self.client.get("/enter/my-card/")
        self.assertContains(page, f"{card.number[:4]} {card.number[4:]}")
        self.assertContains(page, "<svg")

    def test_what_is_answered_is_kept(self) -> None:
        self.answer("name", display_name="李大爷")
        self.answer("place", region=self.place.code)
        self.answer("decade", birth_decade="1950")
        self.answer("audience", audience="farmer")
        self.answer("consent", text=self.text.pk, heard="on")
        self.answer("pin", pin="2580")
        learner = User.objects.get(display_name="李大爷")
        self.assertEqual(learner.region, self.place)
        self.assertEqual(learner.birth_decade, 1950)
        self.assertEqual(learner.audience, Audience.FARMER)
        self.assertTrue(learner.consents.get().read_aloud)

    def test_one_question_stands_on_each_screen(self) -> None:
        self.answer("name", display_name="李大爷")
        for slug in ("name", "place", "decade", "audience", "consent"):
            with self.subTest(slug=slug):
                page = self.client.get(f"/enter/new/{slug}/")
                self.assertContains(page, "<h1", count=1)
                self.assertContains(page, "data-listen")

    def test_nothing_is_stored_before_the_last_screen(self) -> None:
        self.answer("name", display_name="李大爷")
        self.answer("place", region=self.place.code)
        self.answer("consent", text=self.text.pk)
        self.assertFalse(User.objects.filter(display_name="李大爷").exists())

    def test_the_name_is_needed(self) -> None:
        for name in ("", "   "):
            answer = self.answer("name", display_name=name)
            self.assertContains(answer, "请告诉我们怎么称呼您")

    def test_a_name_that_is_too_long_gets_a_sentence(self) -> None:
        self.assertContains(self.answer("name", display_name="李" * 61), "field__error")

    def test_nobody_jumps_over_the_name_or_the_consent(self) -> None:
        self.assertRedirects(self.client.get("/enter/new/pin/"), "/enter/new/")
        self.answer("name", display_name="李大爷")
        self.assertRedirects(self.client.get("/enter/new/pin/"), "/enter/new/")
        self.assertRedirects(self.answer("pin", pin="2580"), "/enter/new/")
        self.assertFalse(LearningCard.objects.exists())

    def test_the_name_cannot_be_skipped_nor_the_consent(self) -> None:
        self.assertEqual(self.answer("name", skip="on").status_code, 200)
        self.answer("name", display_name="李大爷")
        self.assertEqual(self.answer("consent", skip="on").status_code, 200)

    def test_not_agreeing_leaves_no_trace(self) -> None:
        self.answer("name", display_name="李大爷")
        page = self.client.post("/enter/new/declined/")
        self.assertContains(page, "没关系")
        self.assertNotIn("newcomer", self.client.session)
        self.assertFalse(Consent.objects.exists())

    def test_a_pin_that_is_easily_guessed_is_refused(self) -> None:
        for pin in ("1234", "0000"):
            self.assertContains(self.register(pin=pin), "太容易被猜到")
        for pin in ("12", "abcd", "12345"):
            self.assertContains(self.register(pin=pin), "请选四个数字")

    def test_full_width_digits_make_a_pin_too(self) -> None:
        self.register(pin="２５８０")
        self.assertTrue(LearningCard.objects.get().has_pin("2580"))

    def test_answers_nobody_offered_are_refused(self) -> None:
        self.answer("name", display_name="李大爷")
        self.assertEqual(self.answer("place", region="999999").status_code, 200)
        self.assertEqual(self.answer("decade", birth_decade="1951").status_code, 200)
        self.assertEqual(self.answer("audience", audience="king").status_code, 200)
        self.assertEqual(self.client.get("/enter/new/elsewhere/").status_code, 404)

    def test_without_words_to_agree_to_one_can_only_just_learn(self) -> None:
        self.text.__class__.objects.all().delete()
        self.answer("name", display_name="李大爷")
        self.assertContains(self.client.get("/enter/new/consent/"), "现在还不能登记")

    def test_a_name_is_shown_as_it_was_typed_and_never_run(self) -> None:
        self.answer("name", display_name="<script>alert(1)</script>")
        for slug in ("place", "decade", "audience"):
            self.answer(slug, skip="on")
        self.answer("consent", text=self.text.pk)
        self.answer("pin", pin="2580")
        page = self.client.get("/enter/my-card/")
        self.assertContains(page, "&lt;script&gt;")


class PlaceSearchTests(TestCase):
    def setUp(self) -> None:
        self.client.post("/enter/new/name/", {"display_name": "李大爷"})
        hebei = RegionFactory()
        for number in range(1, 40):
            Region.objects.create(
                code=f"1301{number:02}",
                name=f"平山{number}县",
                full_name=f"河北省石家庄市平山{number}县",
                level=3,
                parent=hebei,
            )

    def search(self, query: str, page: int = 1):
        return self.client.get("/enter/new/place/", {"q": query, "page": page})

    def test_places_are_found_by_part_of_their_name(self) -> None:
        self.assertContains(self.search("平山7县"), 'value="130107"')

    def test_words_may_stand_apart_or_together(self) -> None:
        for query in ("河北 平山7县", "河北平山7县", "石家庄 平山7"):
            with self.subTest(query=query):
                self.assertContains(self.search(query), 'value="130107"')

    def test_many_places_come_a_few_at_a_time(self) -> None:
        page = self.search("平山")
        self.assertContains(page, 'name="region"', count=6)
        self.assertContains(page, "page=2")
        self.assertNotContains(self.search("平山", 7), "page=8")

    def test_nothing_found_says_what_to_do(self) -> None:
        self.assertContains(self.search("火星"), "没有找到")

    def test_signs_of_a_search_language_are_plain_characters(self) -> None:
        for query in (".*", "(", "%", "\\", "[a", "a" * 999):
            with self.subTest(query=query):
                self.assertEqual(self.search(query).status_code, 200)

    def test_searching_costs_a_fixed_number_of_queries(self) -> None:
        with self.assertNumQueries(4):
            self.search("平山")
