"""Projects and cohorts in the admin: made, changed while open, started, ended, cancelled."""

from __future__ import annotations

from datetime import timedelta

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.services import set_up_roles
from courses.enums import ProjectStatus
from courses.models import Cohort, CompletionRule, TrainingProject
from courses.services import end_project, start_project
from tests.courses.factories import (
    make_cohort,
    make_course,
    make_lesson,
    make_organization,
    make_project,
    make_region,
    make_staff,
)
from tests.reports.factories import count_queries, speak_english


class OrganizingCase(TestCase):
    """An organizer, one course, one place."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up_roles()
        cls.organization = make_organization()
        cls.organizer = make_staff(Role.ORGANIZER, organization=cls.organization)
        speak_english(cls.organizer)
        cls.course = make_course(make_lesson())
        cls.region = make_region()

    def setUp(self) -> None:
        self.client.force_login(self.organizer)

    def sent(self, **changes: object) -> dict[str, object]:
        today = timezone.localdate()
        return {
            "name": "永丰村手机课",
            "organization": self.organization.pk,
            "region": self.region.pk,
            "audience": "farmer-senior",
            "starts_on": today,
            "ends_on": today + timedelta(days=30),
            "target_completed": 20,
            "planned_online_percent": 80,
            "right_needed": 2,
            "right_of": 3,
            f"course_{self.course.translation_key.hex}": "needed",
            **changes,
        }

    def create(self, **changes: object) -> object:
        return self.client.post(reverse("projects:add"), self.sent(**changes))

    def edit(self, project: TrainingProject, **changes: object) -> object:
        url = reverse("projects:edit", args=[project.pk])
        return self.client.post(url, self.sent(**changes))

    def own_project(self, **fields: object) -> TrainingProject:
        return make_project(self.course, organization=self.organization, **fields)

    def running_project(self) -> TrainingProject:
        project = self.own_project()
        start_project(project=project, by=self.organizer)
        project.refresh_from_db()
        return project


class CreateTests(OrganizingCase):
    """A new project."""

    def test_a_project_is_kept_with_its_courses_and_its_rule(self) -> None:
        self.create(right_needed=1, right_of=2)
        project = TrainingProject.objects.get()
        self.assertEqual(project.created_by, self.organizer)
        self.assertEqual(project.status, ProjectStatus.DRAFT)
        place = project.project_courses.get()
        self.assertEqual((place.course, place.is_required), (self.course, True))
        rule = project.rules.get()
        self.assertEqual((rule.right_needed, rule.right_of), (1, 2))
        self.assertIsNone(rule.frozen_at)

    def test_what_makes_no_sense_is_refused_in_words(self) -> None:
        today = timezone.localdate()
        for changes, words in (
            ({"ends_on": today - timedelta(days=1)}, "The end lies before the start."),
            ({"right_needed": 4}, "More right answers than questions are needed."),
            ({"target_completed": 0}, "greater than or equal to 1"),
            ({"planned_online_percent": 101}, "less than or equal to 100"),
            ({"name": ""}, "This field is required."),
        ):
            with self.subTest(words):
                self.assertContains(self.create(**changes), words)
        self.assertFalse(TrainingProject.objects.exists())

    def test_nobody_makes_a_project_for_another_organization(self) -> None:
        self.create(organization=make_organization().pk)
        self.assertFalse(TrainingProject.objects.exists())

    def test_an_administrator_makes_one_for_any_organization(self) -> None:
        self.client.force_login(make_staff(Role.ADMINISTRATOR))
        other = make_organization()
        self.create(organization=other.pk)
        self.assertEqual(TrainingProject.objects.get().organization, other)

    def test_places_are_found_by_name_and_by_code(self) -> None:
        make_region("甘肃省", "620000")
        url = reverse("region_chooser:choose_results")
        for words in ("甘肃", "62"):
            page = self.client.get(url, {"q": words})
            self.assertContains(page, "甘肃省")
            self.assertNotContains(page, "河南省")


class EditTests(OrganizingCase):
    """What can still change, and when."""

    def test_everything_can_change_while_planned(self) -> None:
        project = self.own_project()
        self.edit(project, name="新名字", target_completed=30, right_needed=3)
        project.refresh_from_db()
        self.assertEqual((project.name, project.target_completed), ("新名字", 30))
        self.assertEqual(project.rules.get().right_needed, 3)

    def test_a_course_can_be_dropped_and_made_optional_while_planned(self) -> None:
        project = self.own_project()
        field = f"course_{self.course.translation_key.hex}"
        self.edit(project, **{field: "more"})
        self.assertFalse(project.project_courses.get().is_required)
        self.edit(project, **{field: ""})
        self.assertFalse(project.project_courses.exists())

    def test_only_name_and_end_change_once_it_runs(self) -> None:
        project = self.running_project()
        later = project.ends_on + timedelta(days=5)
        field = f"course_{self.course.translation_key.hex}"
        self.edit(
            project,
            name="新名字",
            ends_on=later,
            target_completed=1,
            planned_online_percent=0,
            right_needed=1,
            **{field: ""},
        )
        project.refresh_from_db()
        self.assertEqual((project.name, project.ends_on), ("新名字", later))
        self.assertEqual(project.target_completed, 10)
        self.assertEqual(project.planned_online_percent, 100)
        self.assertEqual(project.project_courses.count(), 1)
        self.assertEqual(CompletionRule.objects.get().right_needed, 2)

    def test_nothing_changes_once_it_ended(self) -> None:
        project = self.running_project()
        end_project(project=project, by=self.organizer)
        self.edit(project, name="新名字")
        project.refresh_from_db()
        self.assertNotEqual(project.name, "新名字")

    def test_only_a_planned_project_can_be_deleted(self) -> None:
        planned, running = self.own_project(), self.running_project()
        for project in (planned, running):
            self.client.post(reverse("projects:delete", args=[project.pk]))
        self.assertEqual(list(TrainingProject.objects.all()), [running])


class StepTests(OrganizingCase):
    """Start, end, cancel: asked first, refused in plain words."""

    def take(self, step: str, project: TrainingProject) -> str:
        url = reverse(f"organizing:{step}", args=[project.pk])
        self.assertEqual(self.client.get(url).status_code, 200)
        project.refresh_from_db()
        before = project.status
        self.assertEqual(before, project.status, "looking changes nothing")
        self.client.post(url)
        project.refresh_from_db()
        return project.status

    def test_a_project_lives_from_planned_to_ended(self) -> None:
        project = self.own_project()
        self.assertEqual(self.take("start", project), ProjectStatus.RUNNING)
        self.assertEqual(self.take("end", project), ProjectStatus.ENDED)
        self.assertEqual(self.take("cancel", project), ProjectStatus.ENDED)

    def test_a_project_without_courses_says_so_and_does_not_start(self) -> None:
        project = make_project(organization=self.organization)
        url = reverse("organizing:start", args=[project.pk])
        self.assertContains(self.client.get(url), "has no course yet")
        response = self.client.post(url, follow=True)
        self.assertContains(response, "has no course yet")
        project.refresh_from_db()
        self.assertEqual(project.status, ProjectStatus.DRAFT)

    def test_a_step_out_of_turn_is_refused_in_words(self) -> None:
        project = self.own_project()
        url = reverse("organizing:end", args=[project.pk])
        response = self.client.post(url, follow=True)
        self.assertContains(response, "this is not possible any more")


class CohortTests(OrganizingCase):
    """Cohorts and their trainers."""

    def test_a_cohort_is_made_with_its_trainers(self) -> None:
        project = self.own_project()
        trainer = make_staff(Role.TRAINER, organization=self.organization)
        url = reverse("organizing:add_cohort", args=[project.pk])
        sent = {"name": "一班", "region": self.region.pk, "trainers": [trainer.pk]}
        self.client.post(url, sent)
        cohort = Cohort.objects.get()
        self.assertEqual(cohort.project, project)
        self.assertEqual(list(cohort.trainers.all()), [trainer])

    def test_a_name_is_used_once_in_a_project(self) -> None:
        cohort = make_cohort(self.own_project(), name="一班")
        url = reverse("organizing:add_cohort", args=[cohort.project_id])
        response = self.client.post(url, {"name": "一班"})
        self.assertContains(response, "a cohort of that name already")
        self.assertEqual(Cohort.objects.count(), 1)

    def test_trainers_change_and_only_trainers_can_be_chosen(self) -> None:
        trainer = make_staff(Role.TRAINER, organization=self.organization)
        foreign = make_staff(Role.TRAINER, organization=make_organization())
        cohort = make_cohort(self.own_project())
        url = reverse("organizing:edit_cohort", args=[cohort.pk])
        for person in (foreign, self.organizer):
            self.client.post(url, {"name": "一班", "trainers": [person.pk]})
            self.assertFalse(cohort.trainers.exists())
        self.client.post(url, {"name": "一班", "trainers": [trainer.pk]})
        self.assertEqual(list(cohort.trainers.all()), [trainer])


class ListTests(OrganizingCase):
    """The list of projects."""

    def test_only_own_projects_are_listed(self) -> None:
        own, foreign = self.own_project(), make_project()
        page = self.client.get(reverse("projects:index"))
        self.assertContains(page, own.name)
        self.assertNotContains(page, foreign.name)

    def test_the_list_costs_the_same_with_many_projects(self) -> None:
        self.own_project()
        self.client.get(reverse("projects:index"))
        few = self.count_queries()
        for _number in range(18):
            self.own_project()
        self.assertEqual(self.count_queries(), few)

    def count_queries(self) -> int:
        return count_queries(self.client, reverse("projects:index"))
