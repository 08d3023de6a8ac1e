"""`manage.py recount`: the events are the truth, everything else follows."""

from __future__ import annotations

from io import StringIO

from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone

from courses.enums import EventKind, EventSource
from courses.models import Enrolment, LessonProgress, ProgressEvent
from courses.services import cancel_project, enrol, record_events, start_project
from tests.courses.factories import (
    answer,
    make_course,
    make_learner,
    make_lesson,
    make_project,
    step_seen,
    whole_lesson,
)


def recount(*options: str) -> str:
    """Run the command; what it wrote."""
    output = StringIO()
    call_command("recount", *options, verbosity=0, stdout=output)
    return output.getvalue()


class RecountTests(TestCase):
    """A small healthy database, and what can be wrong with it."""

    @classmethod
    def setUpTestData(cls):
        cls.lesson = make_lesson()
        cls.project = make_project(make_course(cls.lesson))
        start_project(project=cls.project, by=None)
        cls.learner, other = make_learner(), make_learner("李大爷")
        enrol(learner=cls.learner, project=cls.project, cohort=None, by=None)
        for learner, events in (
            (cls.learner, whole_lesson(cls.lesson)),
            (other, [step_seen(cls.lesson), answer(cls.lesson, right=False)]),
        ):
            record_events(learner=learner, events=events, source=EventSource.PHONE)

    def assert_healthy(self):
        self.assertEqual(recount("--check"), "")

    def assert_mended(self):
        with self.assertRaises(CommandError):
            recount("--check")
        recount()
        self.assert_healthy()

    def test_a_healthy_database_has_no_differences(self):
        self.assert_healthy()

    def test_a_second_recount_finds_nothing_more_to_put_right(self):
        self.assertEqual(recount(), "")

    def test_lost_progress_comes_back(self):
        before = list(LessonProgress.objects.order_by("pk").values_list("completed_at"))
        LessonProgress.objects.all().delete()
        self.assert_mended()
        after = list(LessonProgress.objects.order_by("pk").values_list("completed_at"))
        self.assertEqual(before, after)

    def test_invented_progress_goes_away(self):
        enrolment = Enrolment.objects.alone().last()
        LessonProgress.objects.filter(enrolment=enrolment).update(
            steps_seen=["nowhere"], completed_at=timezone.now()
        )
        LessonProgress.objects.create(
            enrolment=enrolment, lesson_key=make_lesson("没学过").translation_key
        )
        LessonProgress.objects.filter(steps_seen=[]).update(steps_seen=["nowhere"])
        self.assert_mended()

    def test_a_forgotten_completion_of_an_enrolment_comes_back(self):
        Enrolment.objects.update(completed_at=None)
        self.assert_mended()
        enrolment = Enrolment.objects.get(project=self.project)
        self.assertIsNotNone(enrolment.completed_at)

    def test_a_lost_record_of_a_completion_is_written_again(self):
        kept = list(
            ProgressEvent.objects.filter(kind=EventKind.COMPLETED)
            .order_by("pk")
            .values_list("pk", "counted_at")
        )
        ProgressEvent.objects.filter(kind=EventKind.COMPLETED).delete()
        self.assert_mended()
        again = ProgressEvent.objects.filter(kind=EventKind.COMPLETED).order_by("pk")
        self.assertEqual(list(again.values_list("pk", "counted_at")), kept)

    def test_a_lost_enrolment_alone_comes_back(self):
        Enrolment.objects.alone().exclude(learner=self.learner).delete()
        self.assert_mended()
        self.assertEqual(Enrolment.objects.alone().count(), 2)

    def test_a_check_changes_nothing(self):
        LessonProgress.objects.all().delete()
        with self.assertRaises(CommandError):
            recount("--check")
        self.assertFalse(LessonProgress.objects.exists())

    def test_nobodys_name_is_written(self):
        LessonProgress.objects.all().delete()
        self.assertNotIn(self.learner.display_name, recount())

    def test_cancelled_projects_stay_as_they_were(self):
        cancel_project(project=self.project, by=None)
        Enrolment.objects.filter(project=self.project).update(completed_at=None)
        self.assert_healthy()

    def test_an_edited_lesson_makes_no_differences(self):
        self.lesson.steps.append(("text", {"title": "新", "body": "新的一步"}))
        self.lesson.save_revision().publish()
        self.assert_healthy()

    def test_a_shortened_lesson_is_counted_again_at_once(self):
        learner = make_learner("张奶奶")
        events = whole_lesson(self.lesson)[:-1]
        record_events(learner=learner, events=events, source=EventSource.PHONE)
        progress = LessonProgress.objects.get(enrolment__learner=learner)
        self.assertIsNone(progress.completed_at)
        with self.captureOnCommitCallbacks(execute=True):
            self.lesson.steps.pop()
            self.lesson.save_revision().publish()
        progress.refresh_from_db()
        self.assertIsNotNone(progress.completed_at)
        self.assert_healthy()
