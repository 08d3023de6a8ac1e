"""The goal page: the number, the reasons, people once, and a file for Excel."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

from django.core.management import call_command
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.enums import Role
from accounts.services import set_up_roles
from courses.models import Enrolment, TrainingProject
from courses.services import enrol
from reports.models import ProgrammeGoal, Verification
from reports.selectors import goal_summary, people_in
from reports.services import set_up_goal, submit, verify
from tests.courses.factories import (
    make_cohort,
    make_learner,
    make_organization,
    make_project,
    make_staff,
)
from tests.reports.factories import (
    count_queries,
    learn_everything,
    make_finished_project,
    make_running_project,
    speak_english,
)

URL = "/admin/reports/goal/"


class GoalCase(TestCase):
    """An organizer with one counted project, one running and one planned."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up_roles()
        set_up_goal()
        cls.organization = make_organization()
        cls.organizer = make_staff(Role.ORGANIZER, organization=cls.organization)
        cls.checker = make_staff(Role.ADMINISTRATOR)
        for person in (cls.organizer, cls.checker):
            speak_english(person)
        cls.counted = make_finished_project(cls.organizer, learners=2)
        submit(project=cls.counted, submitted_by=cls.organizer)
        verify(project=cls.counted, verified_by=cls.checker)
        cls.running, cls.cohort = make_running_project(cls.organizer)
        cls.planned = make_project(organization=cls.organization)

    def setUp(self) -> None:
        self.client.force_login(self.organizer)


class PageTests(GoalCase):
    """What the page says."""

    def test_it_says_how_many_of_a_hundred(self) -> None:
        page = self.client.get(URL)
        summary = page.context["summary"]
        self.assertEqual(
            (summary.counted, summary.target, summary.percent), (1, 100, 1)
        )
        self.assertContains(page, "of 100 training projects complete")

    def test_every_other_project_has_its_reasons(self) -> None:
        lines = {line.pk: line for line in self.client.get(URL).context["object_list"]}
        self.assertEqual(lines[self.counted.pk].why_not_yet, [])
        self.assertTrue(lines[self.running.pk].why_not_yet)
        self.assertEqual(lines[self.planned.pk].why_not_yet[0].need, "started")

    def test_other_organizations_are_neither_listed_nor_filterable(self) -> None:
        foreign = make_project(name="别人的项目")
        page = self.client.get(URL)
        self.assertNotContains(page, "别人的项目")
        self.assertNotContains(page, foreign.organization.name)

    def test_it_can_be_narrowed_to_what_counts(self) -> None:
        for value, expected in (
            ("true", {self.counted.pk}),
            ("false", {self.running.pk, self.planned.pk}),
        ):
            page = self.client.get(URL, {"counts": value})
            found = {line.pk for line in page.context["object_list"]}
            self.assertEqual(found, expected)

    def test_a_cancelled_project_never_counts(self) -> None:
        TrainingProject.objects.filter(pk=self.counted.pk).update(status="cancelled")
        self.assertEqual(goal_summary().counted, 0)

    def test_what_is_only_tried_out_is_left_out(self) -> None:
        tester = make_staff(Role.ORGANIZER, organization=self.organization)
        tester.is_test = True
        tester.save()
        make_project(name="试一试", organization=self.organization, created_by=tester)
        self.assertNotContains(self.client.get(URL), "试一试")
        learner = make_learner(is_test=True)
        enrol(learner=learner, project=self.running, cohort=None, by=None)
        learn_everything(learner, self.running)
        lines = {line.pk: line for line in self.client.get(URL).context["object_list"]}
        self.assertEqual(lines[self.running.pk].facts.completed, 0)

    def test_nothing_and_no_goal_is_a_page_too(self) -> None:
        ProgrammeGoal.objects.all().delete()
        stranger = make_staff(Role.ORGANIZER, organization=make_organization())
        self.client.force_login(speak_english(stranger))
        page = self.client.get(URL)
        self.assertContains(page, "No goal has been set.")
        self.assertContains(page, "No training project here yet.")

    def test_the_home_screen_shows_the_number_and_what_waits(self) -> None:
        page = self.client.get(reverse("wagtailadmin_home"))
        self.assertContains(page, "of 100 training projects complete")
        self.assertContains(page, self.planned.name)


class CostTests(GoalCase):
    """Constant queries, whatever is on the page."""

    def count_queries(self, url: str = URL, **query: str) -> int:
        return count_queries(self.client, url, **query)

    def test_many_projects_and_events_cost_no_more_queries(self) -> None:
        self.client.get(URL)
        few, few_exported = self.count_queries(), self.count_queries(export="csv")
        for _number in range(12):
            make_finished_project(self.organizer, learners=1)
        self.assertEqual(self.count_queries(), few)
        self.assertEqual(self.count_queries(export="csv"), few_exported)

    def test_a_long_list_has_pages(self) -> None:
        for _number in range(25):
            make_project(organization=self.organization)
        page = self.client.get(URL)
        self.assertEqual(len(page.context["object_list"]), 20)
        self.assertEqual(page.context["paginator"].num_pages, 2)

    def test_the_home_screen_costs_the_same_with_many_projects(self) -> None:
        home = reverse("wagtailadmin_home")
        self.client.get(home)
        few = self.count_queries(home)
        for _number in range(10):
            make_project(organization=self.organization)
        self.assertEqual(self.count_queries(home), few)


class PeopleTests(GoalCase):
    """人次 beside 人数."""

    def test_somebody_in_two_projects_is_two_enrolments_and_one_person(self) -> None:
        learner = Enrolment.objects.filter(project=self.counted).first().learner
        second = make_cohort(self.running)
        enrol(learner=learner, project=self.running, cohort=second, by=None)
        learn_everything(learner, self.running)
        people = people_in(TrainingProject.objects.all())
        self.assertEqual((people.enrolments, people.persons), (3, 2))
        self.assertEqual(
            (people.completed_enrolments, people.completed_persons), (3, 2)
        )

    def test_who_left_and_who_only_tries_out_is_no_person_reached(self) -> None:
        Enrolment.objects.filter(project=self.counted).update(
            withdrawn_at=timezone.now()
        )
        people = people_in(TrainingProject.objects.all())
        self.assertEqual((people.enrolments, people.persons), (0, 0))


class ExportTests(GoalCase):
    """The same list for Excel in China."""

    def setUp(self) -> None:
        super().setUp()
        TrainingProject.objects.filter(pk=self.planned.pk).update(
            name='=HYPERLINK("http://x.example","领奖")'
        )

    def csv(self) -> tuple[bytes, list[dict[str, str]]]:
        response = self.client.get(URL, {"export": "csv"})
        text = response.content.decode("utf-8-sig")
        return response.content, list(csv.DictReader(StringIO(text)))

    def test_csv_begins_with_a_bom_and_says_when_in_shanghai(self) -> None:
        content, rows = self.csv()
        self.assertTrue(content.startswith(b"\xef\xbb\xbf"))
        row = next(row for row in rows if row["Training project"] == self.counted.name)
        moment = timezone.localtime(Verification.objects.get().verified_at)
        self.assertEqual(row["Verified at"], f"{moment:%Y-%m-%d %H:%M}")
        self.assertEqual(row["Completed enrolments"], "2")

    def test_nothing_in_it_is_a_formula(self) -> None:
        _content, rows = self.csv()
        names = [row["Training project"] for row in rows]
        self.assertTrue(any(name.startswith("'=HYPERLINK") for name in names))
        self.assertFalse(any(name.startswith("=") for name in names))

    def test_xlsx_has_local_times_as_times_and_no_formulas(self) -> None:
        response = self.client.get(URL, {"export": "xlsx"})
        sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
        rows = list(sheet.iter_rows())
        self.assertEqual(rows[0][0].value, "Training project")
        self.assertFalse([c for row in rows for c in row if c.data_type == "f"])
        by_name = {row[0].value: row for row in rows}
        moment = timezone.localtime(Verification.objects.get().verified_at)
        column = [cell.value for cell in rows[0]].index("Verified at")
        kept = by_name[self.counted.name][column].value
        self.assertEqual(
            kept.replace(microsecond=0), moment.replace(tzinfo=None, microsecond=0)
        )

    def test_the_file_holds_only_what_the_page_shows(self) -> None:
        make_project(name="别人的项目")
        content, rows = self.csv()
        self.assertNotIn("别人的项目", content.decode())
        self.assertEqual(len(rows), 3)

    def test_every_dangerous_beginning_is_made_harmless(self) -> None:
        for head in ("=", "+", "-", "@"):
            make_project(name=f"{head}1+1", organization=self.organization)
        _content, rows = self.csv()
        names = {row["Training project"] for row in rows}
        self.assertTrue({f"'{head}1+1" for head in "=+-@"} <= names)


class SetUpTests(TestCase):
    """The goal is made once."""

    def test_the_command_makes_one_goal_and_respects_an_edited_one(self) -> None:
        call_command("set_up_goal", verbosity=0)
        goal = ProgrammeGoal.objects.get()
        self.assertEqual(goal.target_projects, 100)
        ProgrammeGoal.objects.update(target_projects=120)
        call_command("set_up_goal", verbosity=0)
        self.assertEqual(ProgrammeGoal.objects.get().target_projects, 120)

    def test_an_administrator_edits_it_and_an_organizer_does_not(self) -> None:
        set_up_roles()
        goal = set_up_goal()
        url = reverse("programme_goal:edit", args=[goal.pk])
        sent = {"name": "目标", "target_projects": 150, "due_on": "2029-12-31"}
        self.client.force_login(make_staff(Role.ORGANIZER))
        self.client.post(url, sent)
        goal.refresh_from_db()
        self.assertEqual(goal.target_projects, 100)
        self.client.force_login(make_staff(Role.ADMINISTRATOR))
        self.assertRedirects(self.client.post(url, sent), URL)
        goal.refresh_from_db()
        self.assertEqual(goal.target_projects, 150)
