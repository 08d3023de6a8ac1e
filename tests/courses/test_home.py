"""The first screen: one thing to do next, for whoever stands in front of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from unittest.mock import patch
from zoneinfo import ZoneInfo

from django.test import TestCase
from django.utils import timezone

from courses.enums import EventSource
from courses.services import end_project, enrol, record_events, start_project
from tests.courses.factories import (
    answer,
    make_course,
    make_home,
    make_learner,
    make_lesson,
    make_project,
    step_seen,
    whole_lesson,
)


class HomeCase(TestCase):
    """Two courses, one learner."""

    @classmethod
    def setUpTestData(cls):
        cls.learner = make_learner("王秀兰")
        cls.first, cls.second = make_lesson("看清名字"), make_lesson("两个码")
        cls.third = make_lesson("共享屏幕")
        make_course(cls.first, cls.second, title="放心付款")
        cls.other_course = make_course(cls.third, title="认出骗局")

    def record(self, *events):
        record_events(learner=self.learner, events=events, source=EventSource.PHONE)

    def home(self, user=None, path="/", **options):
        if user:
            self.client.force_login(user)
        return self.client.get(path, **options)

    def next_up(self, user=None):
        return self.home(user).context["next"]


class GuestTests(HomeCase):
    """Nobody we know."""

    def test_a_guest_is_welcomed_and_offered_the_first_lesson(self):
        response = self.home()
        self.assertContains(response, "看清名字")
        self.assertContains(response, "data-next-card")
        self.assertContains(response, "data-first-visit")

    def test_the_welcome_steps_back_once_letters_were_chosen(self):
        self.client.cookies["display"] = "26.paper.100.off.zh-hans"
        self.assertNotContains(self.home(), "data-first-visit")

    def test_the_three_subjects_and_help_are_one_tap_away(self):
        response = self.home()
        for address in (
            "/subjects/apps/",
            "/subjects/pay/",
            "/subjects/risk/",
            "/help/",
        ):
            self.assertContains(response, f'href="{address}"')

    def test_the_english_side_has_its_own_first_screen(self):
        make_home("en")
        response = self.home(path="/en/")
        self.assertContains(response, "Hello, and welcome")
        self.assertContains(response, 'href="/en/subjects/pay/"')


class LearnerTests(HomeCase):
    """Somebody signed in."""

    def test_the_greeting_has_the_name_and_fits_the_hour_in_china(self):
        hours = {6: "早上好", 12: "中午好", 15: "下午好", 20: "晚上好", 2: "晚上好"}
        for hour, words in hours.items():
            moment = datetime(2026, 11, 23, hour, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
            with (
                self.subTest(hour=hour),
                patch(
                    "courses.templatetags.learning.timezone.now", return_value=moment
                ),
            ):
                self.assertContains(self.home(self.learner), f"王秀兰，{words}")

    def test_a_lesson_left_unfinished_goes_on_at_its_next_step(self):
        self.record(step_seen(self.third))
        coming = self.next_up(self.learner)
        self.assertEqual(coming.lesson.title, "共享屏幕")
        self.assertEqual(coming.url, f"{self.third.get_url()}#step-2")
        self.assertEqual((coming.steps_done, coming.steps_total), (1, 4))

    def test_all_seen_but_not_right_goes_back_to_the_wrong_question(self):
        self.record(
            step_seen(self.first),
            answer(self.first, 0),
            answer(self.first, 1, right=False),
            answer(self.first, 2, right=False),
        )
        self.assertEqual(self.next_up(self.learner).step, 3)

    def test_otherwise_the_first_lesson_not_done_comes_next(self):
        self.record(*whole_lesson(self.first))
        self.assertEqual(self.next_up(self.learner).lesson.title, "两个码")

    def test_the_courses_of_the_own_project_come_first(self):
        project = make_project(self.other_course)
        start_project(project=project, by=None)
        enrol(learner=self.learner, project=project, cohort=None, by=None)
        self.assertEqual(self.next_up(self.learner).lesson.title, "共享屏幕")

    def test_what_a_project_asks_for_anew_comes_before_the_rest(self):
        self.record(*whole_lesson(self.third, at=timezone.now() - timedelta(days=40)))
        project = make_project(self.other_course)
        start_project(project=project, by=None)
        enrol(learner=self.learner, project=project, cohort=None, by=None)
        coming = self.next_up(self.learner)
        self.assertEqual((coming.lesson.title, coming.step), ("共享屏幕", 1))

    def test_an_ended_project_asks_for_nothing_more(self):
        project = make_project(self.other_course)
        start_project(project=project, by=None)
        enrol(learner=self.learner, project=project, cohort=None, by=None)
        end_project(project=project, by=None)
        self.assertEqual(self.next_up(self.learner).lesson.title, "看清名字")

    def test_the_lesson_touched_last_comes_first(self):
        now = timezone.now()
        self.record(
            step_seen(self.second, at=now - timedelta(hours=2)),
            step_seen(self.third, at=now - timedelta(hours=1)),
        )
        self.assertEqual(self.next_up(self.learner).lesson.title, "共享屏幕")

    def test_who_learned_everything_is_told_so(self):
        for lesson in (self.first, self.second, self.third):
            self.record(*whole_lesson(lesson))
        response = self.home(self.learner)
        self.assertIsNone(response.context["next"])
        self.assertContains(response, "这里的课您都学完了")

    def test_an_unpublished_lesson_is_not_offered(self):
        self.record(step_seen(self.third))
        self.third.unpublish()
        self.assertEqual(self.next_up(self.learner).lesson.title, "看清名字")

    def test_not_you_is_always_there(self):
        self.assertContains(self.home(self.learner), "不是您？")

    def test_another_person_sees_nothing_of_it(self):
        self.record(step_seen(self.third))
        self.assertEqual(self.next_up(make_learner("李四")).lesson.title, "看清名字")


class EmptyShelfTests(TestCase):
    """Before anything is published."""

    def test_a_site_without_lessons_says_so(self):
        make_home()
        self.assertContains(self.client.get("/"), "这里还没有课文")
