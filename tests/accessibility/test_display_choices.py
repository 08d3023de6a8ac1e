"""What a reader chose is kept on the phone and on the account, and shown by the server."""

from __future__ import annotations

from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase
from wagtail.models import Locale, Page, Site

from accessibility.enums import SpeechSpeed, TextSize, Theme
from accessibility.models import DisplayPreference
from accessibility.rules import COOKIE_NAME, Display
from accounts.models import User

CHOICE = {
    "text_size": "32",
    "theme": "contrast",
    "read_aloud": "on",
    "speech_speed": "75",
    "language": "zh-hans",
}


class ChoosingTests(TestCase):
    def choose(self, **changes: str):
        return self.client.post("/display/", {**CHOICE, **changes})

    def test_without_a_choice_the_letters_have_the_usual_size(self):
        self.assertContains(
            self.client.get("/display/"),
            '<html lang="zh-Hans" data-text="22" data-theme="paper" data-speed="100"'
            ' data-read-aloud="off">',
        )

    def test_a_choice_is_drawn_by_the_server_on_the_next_screen(self):
        self.choose()
        self.assertContains(
            self.client.get("/display/"),
            '<html lang="zh-Hans" data-text="32" data-theme="contrast" data-speed="75"'
            ' data-read-aloud="on">',
        )

    def test_the_choice_stays_on_the_phone_for_a_year(self):
        cookie = self.choose().cookies[COOKIE_NAME]
        self.assertEqual(cookie.value, "32.contrast.75.on.zh-hans")
        self.assertEqual(cookie["max-age"], 365 * 24 * 3600)
        self.assertEqual(cookie["samesite"], "Lax")

    def test_the_reader_returns_to_where_she_came_from(self):
        self.assertRedirects(
            self.choose(next="/styleguide/"),
            "/styleguide/",
            fetch_redirect_response=False,
        )

    def test_nobody_is_sent_to_another_site(self):
        addresses = ["https://bad.example/", "//bad.example/x", "javascript:alert(1)"]
        addresses += ["/\\bad.example", "http:///bad.example", "\t//bad.example"]
        for address in addresses:
            with self.subTest(address=address):
                response = self.choose(next=address)
                self.assertRedirects(response, "/", fetch_redirect_response=False)
                page = self.client.get("/display/", {"next": address})
                self.assertNotContains(page, "bad.example")
                self.assertNotContains(page, "alert(1)")

    def test_a_choice_that_does_not_exist_is_refused_with_a_sentence(self):
        response = self.choose(text_size="400")
        self.assertContains(response, 'class="field__error"')
        self.assertNotIn(COOKIE_NAME, response.cookies)

    def test_nothing_is_kept_on_an_account_when_nobody_is_signed_in(self):
        self.choose()
        self.assertFalse(DisplayPreference.objects.exists())


class AccountTests(TestCase):
    def setUp(self):
        self.person = User.objects.create_learner(display_name="王阿姨")

    def sign_in(self):
        self.person.set_password("a long pass phrase")
        self.person.save()
        return self.client.post(
            "/admin/login/",
            {"username": self.person.username, "password": "a long pass phrase"},
        )

    def test_a_choice_of_somebody_signed_in_is_kept_on_the_account(self):
        self.client.force_login(self.person)
        self.client.post("/display/", CHOICE)
        self.client.post("/display/", {**CHOICE, "text_size": "26"})
        kept = DisplayPreference.objects.get(person=self.person)
        self.assertEqual(kept.text_size, 26)
        self.assertTrue(kept.read_aloud)

    def test_at_sign_in_the_phone_takes_over_the_choice_of_the_account(self):
        DisplayPreference.objects.create(
            person=self.person, text_size=26, theme="contrast", language="en"
        )
        response = self.sign_in()
        self.assertEqual(response.cookies[COOKIE_NAME].value, "26.contrast.100.off.en")

    def test_who_never_chose_leaves_the_phone_as_it_is(self):
        self.assertNotIn(COOKIE_NAME, self.sign_in().cookies)


class LanguageTests(TestCase):
    def choose_english(self, back: str):
        choice = {**CHOICE, "language": "en", "next": back}
        return self.client.post("/display/", choice)

    def make_page(self, *, translated: bool):
        english = Locale.objects.get_or_create(language_code="en")[0]
        home = Site.objects.get(is_default_site=True).root_page
        page = home.add_child(instance=Page(title="课", slug="lesson-zh"))
        home.copy_for_translation(english)
        if translated:
            twin = page.copy_for_translation(english)
            twin.slug = "lesson-en"
            twin.save_revision().publish()

    def test_another_screen_is_found_by_its_prefix(self):
        self.assertEqual(self.choose_english("/styleguide/").url, "/en/styleguide/")

    def test_a_page_is_found_by_its_translation(self):
        self.make_page(translated=True)
        response = self.choose_english("/lesson-zh/#step-3")
        self.assertEqual(response.url, "/en/lesson-en/#step-3")

    def test_a_page_without_translation_leads_to_the_first_page(self):
        self.make_page(translated=False)
        self.assertEqual(self.choose_english("/lesson-zh/").url, "/en/")

    def test_an_address_that_leads_nowhere_leads_to_the_first_page(self):
        self.assertEqual(self.choose_english("/no/such.thing").url, "/en/")

    def test_the_english_screen_says_so(self):
        self.assertContains(self.client.get("/en/display/"), '<html lang="en"')


class CookieTests(PropertyTestCase):
    @given(value=st.text(max_size=80))
    def test_any_nonsense_in_the_cookie_reads_as_a_valid_choice(self, value):
        display = Display.from_cookie(value)
        self.assertIn(display.text_size, TextSize.values)
        self.assertIn(display.theme, Theme.values)
        self.assertIn(display.speech_speed, SpeechSpeed.values)
        self.assertIn(display.language, {"", "zh-hans", "en"})

    @given(
        display=st.builds(
            Display,
            text_size=st.sampled_from(TextSize.values),
            theme=st.sampled_from(Theme.values),
            speech_speed=st.sampled_from(SpeechSpeed.values),
            read_aloud=st.booleans(),
            language=st.sampled_from(["", "zh-hans", "en"]),
        )
    )
    def test_what_was_written_is_read_again(self, display):
        self.assertEqual(Display.from_cookie(display.as_cookie), display)

    def test_nonsense_in_the_cookie_never_reaches_the_page(self):
        self.client.cookies[COOKIE_NAME] = '22"><script>.x.y.z'
        self.assertNotContains(self.client.get("/display/"), "<script>.x")
