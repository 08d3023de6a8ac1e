"""A subject's shelf and a course's page, with the marks of who looks at them."""

from __future__ import annotations

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from courses.enums import EventSource
from courses.services import record_events
from lessons.enums import Subject
from media.registry import known_scripts
from tests.courses.factories import (
    make_course,
    make_learner,
    make_lesson,
    step_seen,
    whole_lesson,
)


class ShelfCase(TestCase):
    """One course of two lessons."""

    @classmethod
    def setUpTestData(cls):
        cls.learner = make_learner()
        cls.lessons = [make_lesson("看清名字"), make_lesson("两个码")]
        cls.course = make_course(*cls.lessons, title="放心付款")

    def record(self, *events):
        record_events(learner=self.learner, events=events, source=EventSource.PHONE)


class SubjectTests(ShelfCase):
    """`/subjects/<subject>/`."""

    def test_it_lists_courses_and_their_lessons_in_order(self):
        text = self.client.get("/subjects/pay/").content.decode()
        places = [text.index(title) for title in ("放心付款", "看清名字", "两个码")]
        self.assertEqual(places, sorted(places))

    def test_a_guest_sees_no_marks(self):
        self.record(*whole_lesson(self.lessons[0]))
        self.assertNotContains(self.client.get("/subjects/pay/"), "list-row--done")

    def test_a_learner_sees_in_words_what_is_learned_and_begun(self):
        self.record(*whole_lesson(self.lessons[0]), step_seen(self.lessons[1]))
        self.client.force_login(self.learner)
        response = self.client.get("/subjects/pay/")
        self.assertContains(response, "list-row--done", count=1)
        self.assertContains(response, "学了一半")
        self.assertContains(response, "共 2 课，学完 1 课")

    def test_an_empty_subject_says_so(self):
        self.assertContains(self.client.get("/subjects/risk/"), "这里还没有课程")

    def test_an_unknown_subject_and_a_wrong_method_are_refused(self):
        self.assertEqual(self.client.get("/subjects/cooking/").status_code, 404)
        self.assertEqual(self.client.post("/subjects/pay/").status_code, 405)

    def test_an_unpublished_lesson_or_course_is_left_out(self):
        self.lessons[0].unpublish()
        self.assertNotContains(self.client.get("/subjects/pay/"), "看清名字")
        self.course.unpublish()
        self.assertNotContains(self.client.get("/subjects/pay/"), "放心付款")


class LongShelfTests(ShelfCase):
    """Three hundred lessons are no slower to ask for than six."""

    def queries(self, address):
        self.client.get(address)  # what is only asked for once per process
        with CaptureQueriesContext(
            connection,
        ) as asked:
            self.assertEqual(self.client.get(address).status_code, 200)
        return len(asked)

    def test_the_number_of_queries_does_not_grow(self):
        self.client.force_login(self.learner)
        self.record(*whole_lesson(self.lessons[0]), step_seen(self.lessons[1]))
        addresses = ("/", "/subjects/pay/", "/learning/")
        few = [self.queries(address) for address in addresses]
        for number in range(99):
            make_course(
                *(make_lesson(f"课 {number}-{n}", questions=1) for n in range(3))
            )
        many = [self.queries(address) for address in addresses]
        for address, before, after in zip(addresses, few, many, strict=True):
            with self.subTest(address=address):
                self.assertLessEqual(after, before)
        self.assertLess(max(many), 20)

    def test_a_long_shelf_is_cut_into_pages(self):
        for number in range(12):
            make_course(self.lessons[0], title=f"第 {number} 门课")
        first = self.client.get("/subjects/pay/")
        self.assertContains(first, "第 1 页，共 2 页")
        last = self.client.get("/subjects/pay/?page=99")
        self.assertContains(last, "第 2 页，共 2 页")
        self.assertEqual(self.client.get("/subjects/pay/?page=x").status_code, 200)


class CoursePageTests(ShelfCase):
    """One course."""

    def page(self):
        return self.client.get(self.course.get_url())

    def test_it_shows_its_sentence_and_its_lessons_with_a_start(self):
        response = self.page()
        self.assertContains(response, "付款前看一眼")
        self.assertContains(response, "开始学")
        self.assertContains(response, self.lessons[0].get_url())

    def test_the_button_goes_on_with_the_first_lesson_not_done(self):
        self.record(*whole_lesson(self.lessons[0]))
        self.client.force_login(self.learner)
        response = self.page()
        self.assertContains(response, "接着学")
        self.assertContains(
            response,
            f'<a class="big-button big-button--go" href="{self.lessons[1].get_url()}"',
        )

    def test_a_finished_course_says_so(self):
        for lesson in self.lessons:
            self.record(*whole_lesson(lesson))
        self.client.force_login(self.learner)
        self.assertContains(self.page(), "这门课学完了")

    def test_a_course_without_lessons_is_never_finished(self):
        course = make_course(title="空的")
        course.course_lessons.all().delete()
        self.assertContains(self.client.get(course.get_url()), "这里还没有课文")

    def test_the_preview_in_the_admin_works_without_a_learner(self):
        response = self.course.make_preview_request()
        self.assertEqual(response.status_code, 200)
        self.assertIn("看清名字", response.rendered_content)

    def test_its_words_are_known_to_those_who_make_the_voices(self):
        spoken = {
            segment.text
            for _label, script in known_scripts()
            for segment in script.segments
        }
        self.assertTrue({"放心付款", "付款前看一眼"} <= spoken)

    def test_subjects_are_the_plans_three(self):
        self.assertEqual(set(Subject.values), {"apps", "pay", "risk"})
