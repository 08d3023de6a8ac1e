"""The promise of the product: from an empty system to "1 of 100", through the screens."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.test import Client, TestCase
from django.urls import reverse
from django.utils import timezone

from accounts.enums import Role
from accounts.models import User
from accounts.services import set_up_roles
from courses.models import Cohort, TrainingProject
from lessons.models import LessonPage
from reports.services import set_up_goal
from tests.courses.factories import (
    answer,
    make_course,
    make_lesson,
    make_organization,
    make_region,
    make_staff,
    option_id,
)
from tests.reports.factories import photo, speak_english, upload

ROSTER = "姓名,出生年代,身份\n王秀兰,1950,老年人\n李建国,1968,农牧民\n".encode(
    "gb18030"
)


class PromiseTests(TestCase):
    """An organizer, two learners, and a second person."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up_roles()
        set_up_goal()
        cls.lesson = make_lesson()
        cls.course = make_course(cls.lesson)
        organization = make_organization("县文旅局")
        cls.organizer = make_staff(Role.ORGANIZER, organization=organization)
        cls.checker = make_staff(Role.ADMINISTRATOR)
        cls.region = make_region()
        for person in (cls.organizer, cls.checker):
            speak_english(person)

    def setUp(self) -> None:
        self.desk, self.second_desk = Client(), Client()
        self.desk.force_login(self.organizer)
        self.second_desk.force_login(self.checker)

    def test_a_project_is_created_taught_ended_evidenced_verified_and_counts(
        self,
    ) -> None:
        project = self.create_project()
        self.assert_missing(project, "has not been started")
        cohort = self.add_cohort(project)
        self.import_roster(cohort)
        self.do("organizing:start", project)
        self.assert_missing(project, "2 learners still have to complete it")
        for learner in User.objects.filter(enrolments__project=project):
            self.learn(learner)
        self.assert_missing(project, "has not been ended")
        self.do("organizing:end", project)
        self.assert_missing(project, "no evidence yet")
        self.add_photo(project)
        self.assert_missing(project, "not been submitted")
        self.do("reports:submit", project)
        self.assert_missing(project, "A second person has not verified it yet")
        self.do("reports:verify", project)
        self.assertEqual(self.counted(), 0, "the submitter may not verify")
        self.second_desk.post(reverse("reports:verify", args=[project.pk]))
        self.assertEqual(self.counted(), 1)
        self.assertContains(self.goal_page(), "of 100 training projects complete")

    def create_project(self) -> TrainingProject:
        today = timezone.localdate()
        sent = {
            "name": "马铃薯之乡手机课",
            "organization": self.organizer.organization_id,
            "region": self.region.pk,
            "audience": "farmer-senior",
            "starts_on": today - timedelta(days=20),
            "ends_on": today + timedelta(days=1),
            "target_completed": 2,
            "planned_online_percent": 100,
            "right_needed": 2,
            "right_of": 3,
            f"course_{self.course.translation_key.hex}": "needed",
        }
        response = self.desk.post(reverse("projects:add"), sent)
        project = TrainingProject.objects.get()
        self.assertRedirects(response, reverse("organizing:project", args=[project.pk]))
        return project

    def add_cohort(self, project: TrainingProject) -> Cohort:
        url = reverse("organizing:add_cohort", args=[project.pk])
        self.desk.post(url, {"name": "王家村一班"})
        return project.cohorts.get()

    def import_roster(self, cohort: Cohort) -> None:
        url = reverse("organizing:import", args=[cohort.pk])
        preview = self.desk.post(url, {"file": upload(ROSTER, "名单.csv")})
        self.assertFalse(cohort.enrolments.exists(), "a preview stores nothing")
        done = self.desk.post(url, {"sealed": preview.context["sealed"]})
        self.assertContains(done, "王秀兰")
        self.assertEqual(cohort.enrolments.count(), 2)

    def learn(self, learner: User) -> None:
        phone = Client()
        phone.force_login(learner, "accounts.backends.LearningCardBackend")
        response = phone.post(
            "/api/progress/",
            {
                "sent_at": timezone.now().isoformat(),
                "events": whole_lesson_as_json(self.lesson),
            },
            content_type="application/json",
            headers={"sec-fetch-site": "same-origin"},
        )
        self.assertEqual(response.status_code, 200, response.content)

    def add_photo(self, project: TrainingProject) -> None:
        url = reverse("reports:add_evidence", args=[project.pk])
        self.desk.post(url, {"title": "签到表", "file": upload(photo())})
        self.assertEqual(project.evidence.count(), 1)

    def do(self, name: str, project: TrainingProject) -> None:
        self.desk.post(reverse(name, args=[project.pk]))

    def goal_page(self) -> object:
        return self.desk.get(reverse("reports:goal"))

    def counted(self) -> int:
        return self.goal_page().context["summary"].counted

    def assert_missing(self, project: TrainingProject, words: str) -> None:
        self.assertContains(self.goal_page(), words)
        page = self.desk.get(reverse("organizing:project", args=[project.pk]))
        self.assertContains(page, words)


def whole_lesson_as_json(lesson: LessonPage) -> list[dict[str, object]]:
    """Everything it takes to complete a lesson, as a phone sends it."""
    outline = lesson.outline()
    key = str(lesson.translation_key)
    common = {"lesson": key, "occurred_at": timezone.now().isoformat()}
    events: list[dict[str, object]] = [
        {"id": str(uuid.uuid4()), "kind": "step_seen", "step": step, **common}
        for step in outline.step_ids
        if step not in outline.questions
    ]
    for number, (step, question) in enumerate(outline.questions.items()):
        events.append(
            {
                "id": str(answer(lesson, number).id),
                "kind": "answered",
                "step": step,
                "question": question,
                "chosen": [option_id(question, "right")],
                **common,
            }
        )
    return events
