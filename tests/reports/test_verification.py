"""Submitting, handing back, verifying: never by the same person."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse

from accounts.enums import Role
from accounts.services import set_up_roles
from courses.models import TrainingProject
from reports.exceptions import Refusal
from reports.models import Submission, Verification
from reports.selectors import goal_summary, waiting_for
from reports.services import hand_back, remove_evidence, submit, verify
from tests.courses.factories import make_organization, make_staff
from tests.reports.factories import (
    make_evidence,
    make_finished_project,
    make_running_project,
    speak_english,
)


class VerificationCase(TestCase):
    """A finished project, its organizer and an administrator."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up_roles()
        organization = make_organization()
        cls.organizer = make_staff(Role.ORGANIZER, organization=organization)
        cls.colleague = make_staff(Role.ORGANIZER, organization=organization)
        cls.checker = make_staff(Role.ADMINISTRATOR)
        for person in (cls.organizer, cls.colleague, cls.checker):
            speak_english(person)
        cls.project = make_finished_project(cls.organizer)

    def post(self, name: str, person: object, **sent: str) -> object:
        self.client.force_login(person)
        url = reverse(f"reports:{name}", args=[self.project.pk])
        return self.client.post(url, sent, follow=True)


class SubmitTests(VerificationCase):
    """The organizer's word."""

    def test_a_finished_project_is_submitted_once(self) -> None:
        self.post("submit", self.organizer)
        response = self.post("submit", self.colleague)
        self.assertContains(response, "already submitted")
        self.assertEqual(Submission.objects.get().submitted_by, self.organizer)

    def test_an_unfinished_project_is_refused_with_all_that_is_missing(self) -> None:
        running, _cohort = make_running_project(self.organizer)
        with self.assertRaises(Refusal) as refused:
            submit(project=running, submitted_by=self.organizer)
        self.assertFalse(Submission.objects.filter(project=running).exists())
        self.assertTrue(str(refused.exception))

    def test_two_open_submissions_cannot_stand_in_the_database(self) -> None:
        submit(project=self.project, submitted_by=self.organizer)
        with self.assertRaises(IntegrityError), transaction.atomic():
            Submission.objects.create(project=self.project, submitted_by=self.colleague)


class VerifyTests(VerificationCase):
    """The second person's word."""

    def setUp(self) -> None:
        submit(project=self.project, submitted_by=self.organizer)

    def test_a_second_person_verifies_and_the_project_counts(self) -> None:
        self.post("verify", self.checker, note="看过签到表")
        verification = Verification.objects.get()
        self.assertEqual(verification.verified_by, self.checker)
        self.assertEqual(verification.submitted_by, self.organizer)
        self.assertEqual(verification.note, "看过签到表")
        self.assertEqual(goal_summary().counted, 1)

    def test_without_the_permission_nobody_verifies(self) -> None:
        for person in (self.organizer, self.colleague):
            self.post("verify", person)
        self.assertFalse(Verification.objects.exists())

    def test_an_administrator_does_not_verify_the_own_submission(self) -> None:
        Submission.objects.update(submitted_by=self.checker)
        response = self.post("verify", self.checker)
        self.assertContains(response, "You submitted this project.")
        self.assertFalse(Verification.objects.exists())

    def test_who_filed_the_evidence_does_not_verify_it(self) -> None:
        self.project.evidence.update(added_by=self.checker)
        response = self.post("verify", self.checker)
        self.assertContains(response, "You added evidence to this project.")
        self.assertFalse(Verification.objects.exists())
        self.assertEqual(waiting_for(self.checker, limit=5), [])

    def test_the_database_itself_refuses_the_submitter(self) -> None:
        with self.assertRaises(IntegrityError), transaction.atomic():
            Verification.objects.create(
                project=self.project,
                submitted_by=self.organizer,
                verified_by=self.organizer,
            )

    def test_everything_is_looked_at_again(self) -> None:
        self.project.evidence.all().delete()
        with self.assertRaises(Refusal):
            verify(project=self.project, verified_by=self.checker)

    def test_a_project_is_verified_once(self) -> None:
        self.post("verify", self.checker)
        second = make_staff(Role.ADMINISTRATOR)
        with self.assertRaises(Refusal):
            verify(project=self.project, verified_by=second)
        self.assertEqual(Verification.objects.count(), 1)

    def test_looking_does_not_verify(self) -> None:
        self.client.force_login(self.checker)
        for name in ("submit", "verify", "hand_back"):
            url = reverse(f"reports:{name}", args=[self.project.pk])
            self.assertEqual(self.client.get(url).status_code, 405)


class HandBackTests(VerificationCase):
    """Something is missing."""

    def setUp(self) -> None:
        submit(project=self.project, submitted_by=self.organizer)

    def test_the_organizer_reads_why_mends_it_and_submits_again(self) -> None:
        self.post("hand_back", self.checker, reason="照片看不清")
        page = reverse("organizing:project", args=[self.project.pk])
        self.client.force_login(self.organizer)
        self.assertContains(self.client.get(page), "照片看不清")
        remove_evidence(evidence=self.project.evidence.get())
        make_evidence(self.project, self.organizer, colour="blue")
        submit(project=self.project, submitted_by=self.organizer)
        verify(project=self.project, verified_by=self.checker)
        self.assertEqual(goal_summary().counted, 1)
        self.assertEqual(Submission.objects.count(), 2)

    def test_handing_back_needs_a_reason(self) -> None:
        response = self.post("hand_back", self.checker, reason="")
        self.assertContains(response, "Please say what is missing.")
        self.assertIsNone(Submission.objects.get().returned_at)

    def test_what_is_not_submitted_or_already_verified_is_not_handed_back(self) -> None:
        verify(project=self.project, verified_by=self.checker)
        for project in (self.project, make_finished_project(self.organizer)):
            with self.assertRaises(Refusal):
                hand_back(project=project, returned_by=self.checker, reason="缺")

    def test_what_waits_is_shown_to_whom_it_waits_for(self) -> None:
        self.assertEqual(self.waiting(self.checker), [self.project])
        self.assertEqual(self.waiting(self.organizer), [])
        hand_back(project=self.project, returned_by=self.checker, reason="缺签到表")
        self.assertEqual(self.waiting(self.organizer), [self.project])

    def waiting(self, person: object) -> list[TrainingProject]:
        return [item.project for item in waiting_for(person, limit=10)]
