"""The end of a lesson: honest praise, or exactly what is missing."""

from __future__ import annotations

import uuid

from django.test import TestCase

from courses.enums import EventSource
from courses.models import CompletionRule
from courses.services import end_project, enrol, record_events, start_project
from tests.courses.factories import (
    answer,
    make_course,
    make_learner,
    make_lesson,
    make_project,
    step_seen,
    whole_lesson,
)


class FinishCase(TestCase):
    """A course of two lessons."""

    @classmethod
    def setUpTestData(cls):
        cls.learner = make_learner()
        cls.lesson, cls.second = make_lesson("看清名字"), make_lesson("两个码")
        cls.course = make_course(cls.lesson, cls.second, title="放心付款")

    def record(self, *events):
        record_events(learner=self.learner, events=events, source=EventSource.PHONE)

    def page(self, user="learner", lesson=None):
        if user == "learner":
            self.client.force_login(self.learner)
        key = (lesson or self.lesson).translation_key
        return self.client.get(f"/learn/{key}/finish/")

    def missing(self):
        return [
            (step.number, step.lack.value)
            for step in self.page().context["finish"].missing
        ]


class CompleteTests(FinishCase):
    """Everything done."""

    def test_it_praises_repeats_the_sentence_and_names_the_next_lesson(self):
        self.record(*whole_lesson(self.lesson))
        response = self.page()
        self.assertContains(response, "这一课学完了，真好！")
        self.assertContains(response, "名字不对，就停下")
        self.assertContains(response, "两个码")
        self.assertContains(response, self.second.get_url())

    def test_the_last_lesson_of_a_course_brings_the_certificate(self):
        self.record(*whole_lesson(self.lesson), *whole_lesson(self.second))
        response = self.page(lesson=self.second)
        self.assertContains(response, "看我的证书")
        self.assertIsNone(response.context["finish"].next_lesson)

    def test_before_that_there_is_none(self):
        self.record(*whole_lesson(self.lesson))
        self.assertNotContains(self.page(), "看我的证书")

    def test_two_of_three_right_is_enough(self):
        lesson = self.lesson
        self.record(
            step_seen(lesson),
            answer(lesson, 0),
            answer(lesson, 1),
            answer(lesson, 2, right=False),
        )
        self.assertTrue(self.page().context["finish"].is_complete)


class MissingTests(FinishCase):
    """Something open."""

    def test_pressing_next_without_answering_completes_nothing(self):
        self.record(step_seen(self.lesson))
        self.assertEqual(self.missing(), [(n, "not_answered") for n in (2, 3, 4)])
        self.assertNotContains(self.page(), "真好")

    def test_each_open_step_is_a_link_to_it(self):
        self.record(step_seen(self.lesson), answer(self.lesson, 0))
        response = self.page()
        for number in (3, 4):
            self.assertContains(response, f'{self.lesson.get_url()}#step-{number}"')

    def test_a_step_not_looked_at_is_named(self):
        self.record(*(answer(self.lesson, n) for n in range(3)))
        self.assertEqual(self.missing(), [(1, "not_seen")])
        self.assertContains(self.page(), "先看名字")

    def test_wrong_answers_may_be_tried_again(self):
        self.record(
            step_seen(self.lesson),
            answer(self.lesson, 0),
            answer(self.lesson, 1, right=False),
            answer(self.lesson, 2, right=False),
        )
        self.assertEqual(self.missing(), [(3, "not_right"), (4, "not_right")])

    def test_who_did_nothing_is_shown_every_step(self):
        self.assertEqual(len(self.missing()), 4)

    def test_a_stricter_project_is_not_hidden(self):
        project = make_project(self.course)
        CompletionRule.objects.update_or_create(
            project=project, version=1, defaults={"right_needed": 3, "right_of": 3}
        )
        start_project(project=project, by=None)
        enrol(learner=self.learner, project=project, cohort=None, by=None)
        lesson = self.lesson
        self.record(
            step_seen(lesson),
            answer(lesson, 0),
            answer(lesson, 1),
            answer(lesson, 2, right=False),
        )
        self.assertEqual(self.missing(), [(4, "not_right")])
        end_project(project=project, by=None)
        self.assertTrue(self.page().context["finish"].is_complete)


class GuestTests(FinishCase):
    """Nobody signed in."""

    def test_nothing_is_claimed_that_the_server_cannot_know(self):
        response = self.page(user=None)
        self.assertContains(response, "这一课到这里了")
        self.assertContains(response, "不要也没关系")
        self.assertContains(response, "<noscript>")

    def test_an_unknown_lesson_is_not_found(self):
        response = self.client.get(f"/learn/{uuid.uuid4()}/finish/")
        self.assertEqual(response.status_code, 404)

    def test_only_looking_is_allowed(self):
        key = self.lesson.translation_key
        self.assertEqual(self.client.post(f"/learn/{key}/finish/").status_code, 405)
