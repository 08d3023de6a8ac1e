"""My learning: what I am learning, what I learned, my answers; and nobody else's."""

from __future__ import annotations

import uuid

from django.test import TestCase

from courses.enums import EventSource
from courses.services import record_events
from tests.courses.factories import (
    answer,
    make_course,
    make_learner,
    make_lesson,
    step_seen,
    whole_lesson,
)


class MyLearningCase(TestCase):
    """One learner, one course."""

    @classmethod
    def setUpTestData(cls):
        cls.learner = make_learner()
        cls.lessons = [make_lesson("看清名字"), make_lesson("两个码")]
        cls.course = make_course(*cls.lessons, title="放心付款")

    def record(self, *events):
        record_events(learner=self.learner, events=events, source=EventSource.PHONE)


class OverviewTests(MyLearningCase):
    """`/learning/`."""

    def page(self, user=None):
        if user:
            self.client.force_login(user)
        return self.client.get("/learning/")

    def test_a_guest_is_told_that_things_are_kept_on_this_phone(self):
        response = self.page()
        self.assertContains(response, "您学过的，记在这部手机上。")
        self.assertContains(response, "data-phone-lessons")

    def test_who_did_nothing_yet_is_asked_to_begin(self):
        self.assertContains(self.page(self.learner), "还没有开始学")

    def test_begun_and_done_stand_apart(self):
        self.record(*whole_lesson(self.lessons[0]), step_seen(self.lessons[1]))
        response = self.page(self.learner)
        self.assertContains(response, "学完的课")
        self.assertContains(response, f"/learning/{self.lessons[0].translation_key}/")
        self.assertNotContains(
            response, f"/learning/{self.lessons[1].translation_key}/"
        )
        self.assertContains(response, "共 2 课，学完 1 课")
        shown = response.content.decode().partition("<main")[2]
        self.assertNotIn("%", shown)

    def test_a_finished_course_brings_its_certificate(self):
        for lesson in self.lessons:
            self.record(*whole_lesson(lesson))
        self.assertContains(self.page(self.learner), "我的证书")

    def test_nobody_elses_learning_is_shown(self):
        self.record(*whole_lesson(self.lessons[0]))
        self.assertNotContains(self.page(make_learner("李四")), "学完的课")

    def test_it_is_kept_in_no_cache(self):
        self.assertIn("no-store", self.page(self.learner)["Cache-Control"])

    def test_a_long_list_is_cut_into_pages(self):
        for number in range(21):
            self.record(*whole_lesson(make_lesson(f"课 {number}", questions=1)))
        self.assertContains(self.page(self.learner), "第 1 页，共 2 页")


class ReviewTests(MyLearningCase):
    """`/learning/<lesson>/`."""

    def page(self, user=None, key=None):
        if user:
            self.client.force_login(user)
        return self.client.get(f"/learning/{key or self.lessons[0].translation_key}/")

    def test_the_last_choice_is_shown_with_its_reason(self):
        self.record(answer(self.lessons[0], 0, right=False))
        self.record(answer(self.lessons[0], 0, right=True))
        response = self.page(self.learner)
        self.assertContains(response, "您答对了", count=1)
        self.assertContains(response, "名字不对就停下。", count=1)
        self.assertContains(response, "这道题您还没答。", count=2)

    def test_a_wrong_choice_comes_with_what_is_right(self):
        self.record(answer(self.lessons[0], 0, right=False))
        response = self.page(self.learner)
        self.assertContains(response, "付出去就难追回。")
        self.assertContains(response, "正确的是：")

    def test_another_learner_sees_none_of_my_answers(self):
        self.record(answer(self.lessons[0], 0))
        response = self.page(make_learner("李四"))
        self.assertNotContains(response, "您答对了")

    def test_a_guest_is_told_where_answers_are(self):
        self.assertContains(self.page(), "您的答案只记在这部手机上。")

    def test_an_unknown_lesson_is_not_found(self):
        self.assertEqual(self.page(self.learner, uuid.uuid4()).status_code, 404)


class PhoneCardTests(MyLearningCase):
    """`/api/lessons/`: what a guest's phone asks for."""

    def cards(self, **query):
        return self.client.get("/api/lessons/", query)

    def test_it_tells_titles_and_bones_but_nothing_personal(self):
        key = str(self.lessons[0].translation_key)
        self.client.force_login(self.learner)
        body = self.cards(keys=key).json()
        card = body["lessons"][0]
        self.assertEqual(card["title"], "看清名字")
        self.assertEqual(len(card["steps"]), 4)
        self.assertEqual(card["right_needed"], 2)
        self.assertEqual(
            set(card),
            {
                "key", "title", "subject", "url",
                "steps", "questions", "right_needed", "answers",
            },
        )  # fmt: skip

    def test_the_next_lesson_is_the_first_not_done(self):
        done = str(self.lessons[0].translation_key)
        body = self.cards(done=done).json()
        self.assertEqual(body["next"], str(self.lessons[1].translation_key))

    def test_nonsense_gets_a_clear_answer(self):
        self.assertEqual(self.cards(keys="no-key").status_code, 400)
        many = ",".join(str(uuid.uuid4()) for _ in range(51))
        self.assertEqual(self.cards(keys=many).status_code, 400)
        self.assertIn("errors", self.cards(keys="no-key").json())

    def test_unknown_lessons_are_left_out(self):
        body = self.cards(keys=str(uuid.uuid4())).json()
        self.assertEqual([card["key"] for card in body["lessons"]], [body["next"]])
