"""What a learner did is stored once, and all that follows from it with it."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courses.enums import EventKind, EventSource, ReceiptStatus
from courses.exceptions import AppendOnly
from courses.models import Enrolment, LessonProgress, ProgressEvent
from courses.services import enrol, record_events, start_project
from courses.signals import enrolment_completed, lesson_completed
from tests.courses.factories import (
    answer,
    make_course,
    make_learner,
    make_lesson,
    make_project,
    option_id,
    step_seen,
    whole_lesson,
)


class RecordingCase(TestCase):
    """One learner and one lesson of three questions."""

    @classmethod
    def setUpTestData(cls):
        cls.learner = make_learner()
        cls.lesson = make_lesson()
        cls.key = cls.lesson.translation_key

    def record(self, *events, learner=None, **options):
        return record_events(
            learner=learner or self.learner,
            events=events,
            source=EventSource.PHONE,
            **options,
        )

    def statuses(self, *events, **options):
        return [receipt.status for receipt in self.record(*events, **options)]

    def progress(self, **lookup):
        lookup = lookup or {"enrolment__project": None}
        return LessonProgress.objects.get(lesson_key=self.key, **lookup)


class StoringTests(RecordingCase):
    """Ids, duplicates, conflicts, nonsense."""

    def test_a_whole_lesson_is_completed(self):
        self.record(*whole_lesson(self.lesson))
        self.assertIsNotNone(self.progress().completed_at)

    def test_the_same_batch_twice_counts_once(self):
        events = whole_lesson(self.lesson)
        first, second = self.statuses(*events), self.statuses(*events)
        self.assertEqual(set(first), {ReceiptStatus.STORED})
        self.assertEqual(set(second), {ReceiptStatus.DUPLICATE})
        told = ProgressEvent.objects.exclude(kind=EventKind.COMPLETED)
        self.assertEqual(told.count(), len(events))

    def test_one_id_twice_in_one_batch_is_stored_once(self):
        event = step_seen(self.lesson)
        self.assertEqual(
            self.statuses(event, event),
            [ReceiptStatus.STORED, ReceiptStatus.DUPLICATE],
        )

    def test_an_id_with_other_content_is_a_conflict_and_changes_nothing(self):
        event = answer(self.lesson, right=False)
        self.record(event)
        other = replace(event, chosen=answer(self.lesson).chosen)
        self.assertEqual(self.statuses(other), [ReceiptStatus.CONFLICT])
        self.assertEqual(self.progress().questions_right, [])

    def test_somebody_elses_id_is_a_conflict_that_reveals_nothing(self):
        event = step_seen(self.lesson)
        self.record(event)
        receipts = self.record(event, learner=make_learner("李大爷"))
        self.assertEqual(receipts[0].status, ReceiptStatus.CONFLICT)
        self.assertEqual(receipts[0].reason, "")
        self.assertEqual(ProgressEvent.objects.get().learner, self.learner)

    def test_a_bad_one_among_good_ones_does_not_stop_the_good(self):
        good = answer(self.lesson)
        stray = str(uuid.uuid4())
        bad = {
            "unknown-lesson": replace(good, id=uuid.uuid4(), lesson=stray),
            "unknown-step": replace(good, id=uuid.uuid4(), step="nowhere"),
            "unknown-question": replace(good, id=uuid.uuid4(), question=stray),
            "unknown-option": replace(good, id=uuid.uuid4(), chosen=(stray,)),
        }
        receipts = self.record(*bad.values(), good)
        self.assertEqual([receipt.reason for receipt in receipts[:-1]], list(bad))
        self.assertEqual(receipts[-1].status, ReceiptStatus.STORED)
        self.assertEqual(ProgressEvent.objects.count(), 1)

    def test_an_unpublished_lesson_is_unknown(self):
        self.lesson.unpublish()
        (receipt,) = self.record(step_seen(self.lesson))
        self.assertEqual(receipt.reason, "unknown-lesson")

    def test_a_question_of_another_lesson_is_unknown(self):
        other = answer(make_lesson("别的课"))
        (receipt,) = self.record(replace(answer(self.lesson), question=other.question))
        self.assertEqual(receipt.reason, "unknown-question")

    def test_the_server_marks_the_answer_itself(self):
        self.record(answer(self.lesson, 0), answer(self.lesson, 1, right=False))
        self.assertEqual(len(self.progress().questions_answered), 2)
        self.assertEqual(len(self.progress().questions_right), 1)

    def test_both_answers_ticked_are_not_right(self):
        event = answer(self.lesson)
        both = (option_id(event.question, "right"), option_id(event.question, "wrong"))
        self.record(replace(event, chosen=both))
        self.assertEqual(self.progress().questions_right, [])

    def test_an_event_is_never_changed_afterwards(self):
        self.record(step_seen(self.lesson))
        with self.assertRaises(AppendOnly):
            ProgressEvent.objects.get().save()

    def test_nothing_stored_leaves_no_enrolment_behind(self):
        self.record(replace(step_seen(self.lesson), step="nowhere"))
        self.assertFalse(Enrolment.objects.exists())

    def test_fifty_events_take_as_many_queries_as_one(self):
        self.record(step_seen(self.lesson))
        with CaptureQueriesContext(connection) as one:
            self.record(step_seen(self.lesson))
        with CaptureQueriesContext(connection) as fifty:
            self.record(*(step_seen(self.lesson) for _ in range(50)))
        self.assertEqual(len(one), len(fifty))
        self.assertLessEqual(len(fifty), 12)


class ClockTests(RecordingCase):
    """Phones that do not know what time it is."""

    def test_what_the_clock_said_is_kept_and_a_believable_time_counts(self):
        received = timezone.now()
        for year in (1970, 2099):
            told = datetime(year, 1, 1, 8, tzinfo=UTC)
            event = step_seen(self.lesson, at=told)
            self.record(event, received_at=received, sent_at=told + timedelta(hours=1))
            row = ProgressEvent.objects.get(pk=event.id)
            self.assertEqual(row.occurred_at, told)
            self.assertEqual(row.counted_at, received - timedelta(hours=1))

    def test_a_lesson_is_completed_whatever_the_clock_says(self):
        told = datetime(1970, 1, 1, tzinfo=UTC)
        self.record(*whole_lesson(self.lesson, at=told))
        age = timezone.now() - self.progress().completed_at
        self.assertLess(age, timedelta(minutes=1))

    def test_two_phones_in_any_order_give_the_same_date(self):
        now = timezone.now()
        monday = whole_lesson(self.lesson, at=now - timedelta(days=2))
        tuesday = whole_lesson(self.lesson, at=now - timedelta(days=1))
        self.record(*tuesday)
        self.record(*reversed(monday))
        self.assertEqual(self.progress().completed_at, now - timedelta(days=2))


class EnrolmentTests(RecordingCase):
    """One event, several enrolments."""

    def setUp(self):
        self.other_lesson = make_lesson("别急着转账")
        self.project = make_project(make_course(self.lesson, self.other_lesson))
        start_project(project=self.project, by=None)

    def enrol(self):
        return enrol(learner=self.learner, project=self.project, cohort=None, by=None)

    def test_learning_counts_alone_and_in_the_project(self):
        self.enrol()
        self.record(*whole_lesson(self.lesson))
        self.assertEqual(LessonProgress.objects.exclude(completed_at=None).count(), 2)

    def test_a_lesson_of_no_project_counts_alone_only(self):
        self.enrol()
        stray = make_lesson("不在项目里")
        self.record(*whole_lesson(stray))
        progress = LessonProgress.objects.get(lesson_key=stray.translation_key)
        self.assertIsNone(progress.enrolment.project)

    def test_learning_before_the_period_does_not_count_in_the_project(self):
        enrolment = self.enrol()
        before = timezone.now() - timedelta(days=40)
        self.record(*whole_lesson(self.lesson, at=before))
        self.assertIsNotNone(self.progress().completed_at)
        self.assertFalse(enrolment.lesson_progress.exists())

    def test_the_enrolment_is_complete_with_its_last_lesson(self):
        enrolment = self.enrol()
        self.record(*whole_lesson(self.lesson))
        enrolment.refresh_from_db()
        self.assertIsNone(enrolment.completed_at)
        moment = timezone.now() - timedelta(hours=1)
        self.record(*whole_lesson(self.other_lesson, at=moment))
        enrolment.refresh_from_db()
        self.assertIsNotNone(enrolment.completed_at)

    def test_learning_before_being_enrolled_counts_when_it_was_in_the_period(self):
        self.record(*whole_lesson(self.lesson), *whole_lesson(self.other_lesson))
        self.assertIsNotNone(self.enrol().completed_at)

    def test_news_of_a_completion_is_sent_once(self):
        self.enrol()
        news = []

        def hear(signal, **kwargs):
            news.append((signal, kwargs["enrolment"].project))

        for signal in (lesson_completed, enrolment_completed):
            signal.connect(hear, weak=False)
            self.addCleanup(signal.disconnect, hear)
        events = [*whole_lesson(self.lesson), *whole_lesson(self.other_lesson)]
        for _ in range(2):
            self.record(*events)
        self.record(answer(self.lesson))
        whole = [project for signal, project in news if signal is enrolment_completed]
        self.assertEqual(whole, [self.project])
        self.assertEqual(len(news), 5)

    def test_a_completion_stays_when_the_lesson_grows(self):
        self.record(*whole_lesson(self.lesson))
        before = self.progress().completed_at
        self.lesson.steps.append(("text", {"title": "新", "body": "新的一步"}))
        self.lesson.save()
        self.record(answer(self.lesson, right=False))
        self.assertEqual(self.progress().completed_at, before)

    def test_nobody_who_withdrew_gets_further(self):
        enrolment = self.enrol()
        Enrolment.objects.filter(pk=enrolment.pk).update(withdrawn_at=timezone.now())
        self.record(*whole_lesson(self.lesson))
        self.assertFalse(enrolment.lesson_progress.exists())
