"""Two phones of one learner, and two learners with one id, at the very same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from django.db import connection
from django.test import TransactionTestCase

from courses.enums import EventKind, EventSource, ReceiptStatus
from courses.models import Enrolment, LessonProgress, ProgressEvent
from courses.services import enrol, record_events, start_project
from tests.courses.factories import (
    make_course,
    make_learner,
    make_lesson,
    make_project,
    step_seen,
    whole_lesson,
)

PHONES = 6


class TwoPhonesTests(TransactionTestCase):
    """Threads stand for phones; each has a connection of its own."""

    serialized_rollback = True

    def setUp(self):
        self.lesson = make_lesson()
        self.learner = make_learner()

    def record_at_once(self, *batches):
        """Send (learner, events) at the same time; the receipts of each."""

        def send(batch):
            learner, events = batch
            try:
                return record_events(
                    learner=learner, events=events, source=EventSource.PHONE
                )
            finally:
                connection.close()

        with ThreadPoolExecutor(max_workers=len(batches)) as phones:
            return list(phones.map(send, batches))

    def test_the_same_batch_at_once_counts_once(self):
        events = whole_lesson(self.lesson)
        answers = self.record_at_once(*[(self.learner, events)] * PHONES)
        statuses = [receipt.status for answer in answers for receipt in answer]
        self.assertEqual(statuses.count(ReceiptStatus.STORED), len(events))
        self.assertEqual(len(statuses), PHONES * len(events))
        completions = ProgressEvent.objects.filter(kind=EventKind.COMPLETED)
        self.assertEqual(completions.count(), 1)
        self.assertEqual(Enrolment.objects.count(), 1)

    def test_each_phone_does_a_part_and_the_whole_is_complete(self):
        project = make_project(make_course(self.lesson))
        start_project(project=project, by=None)
        enrol(learner=self.learner, project=project, cohort=None, by=None)
        parts = [(self.learner, [event]) for event in whole_lesson(self.lesson)]
        self.record_at_once(*parts)
        complete = LessonProgress.objects.exclude(completed_at=None)
        self.assertEqual(complete.count(), 2)
        self.assertIsNotNone(Enrolment.objects.get(project=project).completed_at)

    def test_one_id_from_many_learners_belongs_to_one_of_them(self):
        event = step_seen(self.lesson)
        learners = [make_learner() for _ in range(PHONES)]
        answers = self.record_at_once(*((learner, [event]) for learner in learners))
        statuses = [receipt.status for (receipt,) in answers]
        self.assertEqual(statuses.count(ReceiptStatus.STORED), 1)
        self.assertEqual(statuses.count(ReceiptStatus.CONFLICT), PHONES - 1)
