"""A lesson on a phone whose browser runs no JavaScript, signed in or not."""

from __future__ import annotations

from unittest.mock import ANY

from django.test import Client, TestCase
from django.urls import reverse

from accessibility.page_cache import is_for_everybody
from courses.models import Enrolment, LessonProgress, ProgressEvent
from courses.services.guests import SESSION_KEY, guest_events, keep_for_later
from tests.courses.factories import answer, make_learner, make_lesson, option_id

OWN_SITE = {"Sec-Fetch-Site": "same-origin"}


class PlainLessonCase(TestCase):
    """One lesson with three questions; forms sent by a strict browser."""

    @classmethod
    def setUpTestData(cls):
        cls.lesson = make_lesson()
        cls.learner = make_learner()
        cls.questions = list(cls.lesson.outline().questions.items())

    def setUp(self):
        self.client = Client(enforce_csrf_checks=True)
        self.address = reverse("courses:answer", args=[self.lesson.translation_key])
        self.finish = reverse("courses:finish", args=[self.lesson.translation_key])

    def send(self, headers=OWN_SITE, **posted):
        return self.client.post(self.address, posted, headers=headers)

    def answer(self, number, name="right"):
        step, question = self.questions[number]
        choice = option_id(question, name) if name else []
        return self.send(step=step, question=question, choice=choice)

    def learn_it_all(self):
        for number in range(3):
            self.answer(number)
        return self.send(finish="1")


class LessonPageTests(PlainLessonCase):
    """The page itself."""

    def test_a_lesson_is_the_same_for_everybody(self):
        stranger = self.client.get(self.lesson.url)
        self.client.force_login(self.learner)
        signed_in = self.client.get(self.lesson.url)
        self.assertEqual(stranger.content, signed_in.content)
        self.assertNotIn('csrfmiddlewaretoken" value', stranger.content.decode())
        self.assertFalse(stranger.cookies)

    def test_a_lesson_for_some_people_only_is_never_kept_for_all(self):
        self.lesson.view_restrictions.create(restriction_type="login")
        self.assertEqual(self.client.get(self.lesson.url).status_code, 302)
        self.assertEqual(self.answer(0).status_code, 404)
        self.client.force_login(self.learner)
        page = self.client.get(self.lesson.url)
        self.assertEqual(page.status_code, 200)
        self.assertFalse(is_for_everybody(page))

    def test_its_forms_lead_to_the_address_that_takes_them(self):
        page = self.client.get(self.lesson.url).content.decode()
        self.assertEqual(page.count(f'action="{self.address}"'), 4)

    def test_a_post_to_the_page_itself_is_refused(self):
        self.client = Client()
        self.assertEqual(self.client.post(self.lesson.url).status_code, 405)


class SignedInTests(PlainLessonCase):
    """Answers of a learner are recorded at once."""

    def setUp(self):
        super().setUp()
        self.client.force_login(self.learner)

    def test_the_whole_lesson_can_be_learned(self):
        response = self.learn_it_all()
        self.assertRedirects(response, self.finish, fetch_redirect_response=False)
        self.assertIsNotNone(LessonProgress.objects.get().completed_at)

    def test_pressing_the_last_button_alone_completes_nothing(self):
        self.send(finish="1")
        self.assertIsNone(LessonProgress.objects.get().completed_at)

    def test_a_wrong_answer_gets_its_reason_and_another_try(self):
        response = self.answer(0, "wrong")
        self.assertContains(response, "付出去就难追回。")
        self.assertContains(response, f'href="{self.lesson.url}#step-2"')
        self.answer(0, "right")
        self.assertEqual(len(LessonProgress.objects.get().questions_right), 1)

    def test_a_right_answer_leads_on(self):
        response = self.answer(0)
        self.assertContains(response, f'href="{self.lesson.url}#step-3"')

    def test_no_choice_gets_a_friendly_word_and_is_not_kept(self):
        self.assertEqual(self.answer(0, None).status_code, 200)
        self.assertFalse(ProgressEvent.objects.exists())

    def test_a_question_that_is_gone_leads_back_to_the_lesson(self):
        response = self.send(step="x", question="y", choice="z")
        self.assertRedirects(response, self.lesson.url, fetch_redirect_response=False)

    def test_another_site_is_refused(self):
        for headers in ({"Sec-Fetch-Site": "cross-site"}, {}):
            response = self.send(headers=headers, finish="1")
            self.assertEqual(response.status_code, 403)

    def test_an_unknown_lesson_is_not_found(self):
        self.lesson.unpublish()
        self.assertEqual(self.send(finish="1").status_code, 404)

    def test_reading_is_no_way_to_answer(self):
        self.assertEqual(self.client.get(self.address).status_code, 405)


class GuestTests(PlainLessonCase):
    """Nothing is asked before learning; what was learned is taken along once."""

    def test_a_guest_can_learn_and_nothing_is_stored_about_anybody(self):
        self.assertContains(self.answer(0, "wrong"), "付出去就难追回。")
        self.assertRedirects(
            self.learn_it_all(), self.finish, fetch_redirect_response=False
        )
        self.assertFalse(ProgressEvent.objects.exists())

    def test_what_was_learned_is_handed_over_at_sign_in_exactly_once(self):
        self.learn_it_all()
        self.client.force_login(self.learner)
        self.assertIsNotNone(LessonProgress.objects.get().completed_at)
        self.assertNotIn(SESSION_KEY, self.client.session)
        other = make_learner("李大爷")
        self.client.force_login(other)
        self.assertFalse(Enrolment.objects.filter(learner=other).exists())

    def test_a_guest_hears_which_questions_are_still_open(self):
        self.answer(0)
        self.send(finish="1")
        page = self.client.get(self.finish)
        self.assertContains(page, f"{self.lesson.url}#step-3")
        self.assertNotContains(page, f"{self.lesson.url}#step-2")

    def test_a_session_never_grows_without_end(self):
        session = self.client.session
        tries = [answer(self.lesson) for _ in range(205)]
        keep_for_later(session=session, events=tries)
        kept = [event.id for event in guest_events(session)]
        self.assertEqual(kept, [event.id for event in tries[-200:]])

    def test_the_same_end_twice_is_kept_once(self):
        self.send(finish="1")
        self.send(finish="1")
        self.assertEqual(self.client.session[SESSION_KEY], [ANY])
