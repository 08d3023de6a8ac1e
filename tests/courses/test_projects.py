"""A training project starts, its rule is frozen, people take part, it ends."""

from __future__ import annotations

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from accounts.enums import Role
from courses.enums import EventSource, ProjectStatus
from courses.exceptions import (
    ProjectClosed,
    ProjectNotReady,
    RuleFrozen,
    WrongCohort,
    WrongProjectState,
)
from courses.models import Cohort, CompletionRule, Enrolment, TrainingProject
from courses.rules import PassRule
from courses.services import (
    cancel_project,
    end_project,
    enrol,
    new_rule_version,
    record_events,
    start_project,
    withdraw,
)
from tests.courses.factories import (
    make_cohort,
    make_course,
    make_learner,
    make_lesson,
    make_organization,
    make_project,
    make_staff,
    whole_lesson,
)


class ProjectCase(TestCase):
    """A project of one course with one needed and one optional lesson."""

    @classmethod
    def setUpTestData(cls):
        cls.lesson, cls.extra = make_lesson(), make_lesson("选学")
        cls.course = make_course(cls.lesson, optional=[cls.extra])
        cls.project = make_project(cls.course)
        cls.learner = make_learner()
        cls.organizer = make_staff(Role.ORGANIZER)

    def start(self):
        return start_project(project=self.project, by=self.organizer)

    def enrol(self, cohort=None):
        return enrol(
            learner=self.learner, project=self.project, cohort=cohort, by=self.organizer
        )

    def learn(self, *lessons, at=None):
        for lesson in lessons:
            record_events(
                learner=self.learner,
                events=whole_lesson(lesson, at=at),
                source=EventSource.PHONE,
            )


class StartTests(ProjectCase):
    """From plan to running."""

    def test_the_rule_is_frozen_with_a_snapshot_of_the_lessons(self):
        rule = self.start()
        self.assertIsNotNone(rule.frozen_at)
        self.assertEqual(rule.frozen_by, self.organizer)
        (course,) = rule.courses
        self.assertEqual(course["course"], str(self.course.translation_key))
        self.assertEqual(
            course["lessons"],
            [
                {"key": str(self.lesson.translation_key), "required": True},
                {"key": str(self.extra.translation_key), "required": False},
            ],
        )

    def test_a_rule_prepared_while_planning_is_the_one_that_is_frozen(self):
        CompletionRule.objects.create(project=self.project, right_needed=3, right_of=3)
        self.assertEqual(self.start().pass_rule, PassRule(3, 3))

    def test_a_frozen_rule_refuses_every_change(self):
        rule = self.start()
        rule.right_needed = 1
        with self.assertRaises(RuleFrozen):
            rule.save()
        with self.assertRaises(RuleFrozen):
            rule.delete()

    def test_a_project_without_a_course_does_not_start(self):
        project = make_project()
        with self.assertRaises(ProjectNotReady):
            start_project(project=project, by=None)
        project.refresh_from_db()
        self.assertEqual(project.status, ProjectStatus.DRAFT)
        self.assertFalse(project.rules.exists())

    def test_a_lesson_nobody_could_complete_keeps_a_project_from_starting(self):
        project = make_project(make_course(make_lesson(questions=0)))
        with self.assertRaises(ProjectNotReady):
            start_project(project=project, by=None)

    def test_a_project_with_nothing_needed_does_not_start(self):
        project = make_project(make_course(optional=[self.extra]))
        with self.assertRaises(ProjectNotReady):
            start_project(project=project, by=None)

    def test_a_project_starts_once(self):
        self.start()
        with self.assertRaises(WrongProjectState):
            self.start()

    def test_what_was_learned_while_planning_counts_from_the_start(self):
        enrolment = self.enrol()
        self.learn(self.lesson)
        self.assertIsNone(enrolment.completed_at)
        self.start()
        enrolment.refresh_from_db()
        self.assertIsNotNone(enrolment.rule)
        self.assertIsNotNone(enrolment.completed_at)

    def test_an_optional_lesson_is_not_needed(self):
        self.start()
        enrolment = self.enrol()
        self.learn(self.extra)
        enrolment.refresh_from_db()
        self.assertIsNone(enrolment.completed_at)


class RuleVersionTests(ProjectCase):
    """A later change makes a new version."""

    def test_enrolments_keep_the_version_they_started_with(self):
        first = self.start()
        early = self.enrol()
        second = new_rule_version(
            project=self.project, by=None, pass_rule=PassRule(3, 3)
        )
        late = enrol(
            learner=make_learner("李大爷"), project=self.project, cohort=None, by=None
        )
        early.refresh_from_db()
        self.assertEqual((early.rule, late.rule), (first, second))
        self.assertEqual(second.version, 2)

    def test_a_lesson_added_later_is_not_asked_of_those_who_started_before(self):
        self.start()
        enrolment = self.enrol()
        place = self.course.course_lessons.get(is_required=False)
        place.is_required = True
        place.save()
        new_rule_version(project=self.project, by=None)
        self.learn(self.lesson)
        enrolment.refresh_from_db()
        self.assertIsNotNone(enrolment.completed_at)

    def test_a_project_being_planned_has_no_versions(self):
        with self.assertRaises(WrongProjectState):
            new_rule_version(project=self.project, by=None)


class EnrolTests(ProjectCase):
    """Who takes part."""

    def test_enrolling_twice_changes_nothing(self):
        self.start()
        self.assertEqual(self.enrol(), self.enrol())
        self.assertEqual(Enrolment.objects.count(), 1)

    def test_somebody_in_the_project_moves_to_another_cohort(self):
        first, second = make_cohort(self.project), make_cohort(self.project)
        self.enrol(first)
        self.assertEqual(self.enrol(second).cohort, second)
        self.assertEqual(self.enrol().cohort, second)

    def test_a_cohort_of_another_project_is_refused(self):
        with self.assertRaises(WrongCohort):
            self.enrol(make_cohort(make_project()))

    def test_nobody_enters_a_project_that_is_over(self):
        self.start()
        end_project(project=self.project, by=None)
        with self.assertRaises(ProjectClosed):
            self.enrol()
        cancelled = make_project(self.course)
        cancel_project(project=cancelled, by=None)
        with self.assertRaises(ProjectClosed):
            enrol(learner=self.learner, project=cancelled, cohort=None, by=None)

    def test_somebody_who_withdrew_comes_back_with_all_that_was_learned(self):
        self.start()
        enrolment = self.enrol()
        withdraw(enrolment=enrolment, by=None)
        self.learn(self.lesson)
        enrolment.refresh_from_db()
        self.assertIsNone(enrolment.completed_at)
        self.assertIsNotNone(self.enrol().completed_at)


class EndTests(ProjectCase):
    """After the end."""

    def test_what_a_phone_sends_late_still_counts(self):
        self.start()
        enrolment = self.enrol()
        end_project(project=self.project, by=None)
        self.learn(self.lesson, at=timezone.now() - timedelta(hours=1))
        enrolment.refresh_from_db()
        self.assertIsNotNone(enrolment.completed_at)

    def test_what_is_learned_after_an_early_end_does_not_count(self):
        self.start()
        enrolment = self.enrol()
        end_project(project=self.project, by=None)
        yesterday = timezone.now() - timedelta(days=1)
        TrainingProject.objects.update(ended_at=yesterday)
        self.learn(self.lesson)
        enrolment.refresh_from_db()
        self.assertIsNone(enrolment.completed_at)

    def test_only_a_running_project_ends(self):
        with self.assertRaises(WrongProjectState):
            end_project(project=self.project, by=None)
        self.start()
        end_project(project=self.project, by=None)
        with self.assertRaises(WrongProjectState):
            cancel_project(project=self.project, by=None)


class PeriodTests(ProjectCase):
    """An organizer gives a running project more days, or fewer."""

    def setUp(self):
        self.start()
        self.enrolment = self.enrol()
        self.today = timezone.localdate()

    def change_end(self, day):
        with self.captureOnCommitCallbacks(execute=True):
            project = TrainingProject.objects.get()
            project.ends_on = day
            project.save()
        self.enrolment.refresh_from_db()

    def test_more_days_count_what_was_learned_in_them(self):
        self.change_end(self.today - timedelta(days=1))
        self.learn(self.lesson)
        self.enrolment.refresh_from_db()
        self.assertIsNone(self.enrolment.completed_at)
        self.change_end(self.today)
        self.assertIsNotNone(self.enrolment.completed_at)

    def test_fewer_days_take_no_completion_away(self):
        self.learn(self.lesson)
        self.change_end(self.today - timedelta(days=1))
        self.assertIsNotNone(self.enrolment.completed_at)
        self.assertEqual(self.enrolment.lesson_progress.get().steps_seen, [])
        call_command("recount", "--check", verbosity=0)


class ScopeTests(TestCase):
    """Who sees what: by default nothing."""

    @classmethod
    def setUpTestData(cls):
        cls.organization = make_organization()
        cls.own = make_project(organization=cls.organization)
        cls.other = make_project()
        cls.trainer = make_staff(Role.TRAINER)
        cls.cohort = make_cohort(cls.own, cls.trainer)
        cls.stranger_cohort = make_cohort(cls.own)
        for cohort in (cls.cohort, cls.stranger_cohort, make_cohort(cls.other)):
            enrol(
                learner=make_learner(), project=cohort.project, cohort=cohort, by=None
            )

    def seen(self, user):
        models = (TrainingProject, Cohort, Enrolment)
        return tuple(model.objects.visible_to(user).count() for model in models)

    def test_an_administrator_sees_all(self):
        self.assertEqual(self.seen(make_staff(Role.ADMINISTRATOR)), (2, 3, 3))

    def test_an_organizer_sees_the_own_organization(self):
        organizer = make_staff(Role.ORGANIZER, organization=self.organization)
        self.assertEqual(self.seen(organizer), (1, 2, 2))

    def test_an_organizer_without_an_organization_sees_nothing(self):
        self.assertEqual(self.seen(make_staff(Role.ORGANIZER)), (0, 0, 0))

    def test_a_trainer_sees_the_own_cohorts(self):
        self.assertEqual(self.seen(self.trainer), (1, 1, 1))

    def test_a_learner_an_editor_and_a_stranger_see_nothing(self):
        for user in (make_learner(), make_staff(Role.EDITOR), AnonymousUser()):
            self.assertEqual(self.seen(user), (0, 0, 0))

    def test_somebody_who_may_not_sign_in_any_more_sees_nothing(self):
        gone = make_staff(Role.ADMINISTRATOR)
        gone.is_active = False
        self.assertEqual(self.seen(gone), (0, 0, 0))
