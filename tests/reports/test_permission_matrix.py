"""Who may open which screen: every address of organizers, every role, whose project.

The addresses are read from the URL maps themselves, so that a new one without an answer
here makes the test fail.
"""

from __future__ import annotations

from django.test import TestCase
from django.urls import URLPattern, reverse

from accounts.enums import Role
from accounts.models import User
from accounts.services import issue_card, set_up_roles
from courses.models import Cohort, Enrolment, TrainingProject
from courses.services import enrol
from courses.viewsets import project_viewset
from courses.wagtail_hooks import ORGANIZING_URLS
from reports.models import Evidence
from reports.services import set_up_goal
from reports.viewsets import goal_viewset
from reports.wagtail_hooks import REPORT_URLS
from tests.courses.factories import make_learner, make_organization, make_staff
from tests.reports.factories import make_evidence, make_running_project

ADMIN, ORGANIZER, TRAINER = "administrator", "organizer", "trainer"
FOREIGN, EDITOR, LEARNER, NOBODY = "foreign organizer", "editor", "learner", "nobody"
CAST = (ADMIN, ORGANIZER, TRAINER, FOREIGN, EDITOR, LEARNER, NOBODY)
LOOKERS = {ADMIN, ORGANIZER, TRAINER}
RUNNERS = {ADMIN, ORGANIZER}
STAFF_LISTS = {ADMIN, ORGANIZER, TRAINER, FOREIGN}
ORGANIZERS = {ADMIN, ORGANIZER, FOREIGN}
EVERY_STAFF = {*STAFF_LISTS, EDITOR}

# Who may open the screen (or, for addresses that only take POST, may send to it).
MATRIX: dict[str, set[str]] = {
    "organizing:project": LOOKERS,
    "organizing:learners": LOOKERS,
    "organizing:cohort": LOOKERS,
    "organizing:today": STAFF_LISTS,
    "organizing:roster_template": EVERY_STAFF,
    "organizing:add_cohort": RUNNERS,
    "organizing:edit_cohort": RUNNERS,
    "organizing:start": RUNNERS,
    "organizing:end": RUNNERS,
    "organizing:cancel": RUNNERS,
    "organizing:enrol": RUNNERS,
    "organizing:import": RUNNERS,
    "organizing:cards": LOOKERS,
    "organizing:new_pin": LOOKERS,
    "organizing:leave": RUNNERS,
    "projects:index": STAFF_LISTS,
    "projects:index_results": STAFF_LISTS,
    "projects:add": ORGANIZERS,
    "projects:edit": RUNNERS,
    "projects:delete": set(),  # it runs already
    "projects:history": RUNNERS,
    "projects:history_results": RUNNERS,
    "projects:usage": RUNNERS,
    "reports:goal": ORGANIZERS,
    "reports:goal_results": ORGANIZERS,
    "reports:add_evidence": RUNNERS,
    "reports:evidence_file": RUNNERS,
    "reports:remove_evidence": RUNNERS,
    "reports:submit": RUNNERS,
    "reports:verify": {ADMIN},
    "reports:hand_back": {ADMIN},
    "programme_goal:index": ORGANIZERS,
    "programme_goal:index_results": ORGANIZERS,
    "programme_goal:add": {ADMIN},
    "programme_goal:edit": {ADMIN},
    "programme_goal:delete": {ADMIN},
    "programme_goal:history": {ADMIN},
    "programme_goal:history_results": {ADMIN},
    "programme_goal:usage": {ADMIN},
}
ONLY_POST = {
    "organizing:new_pin",
    "organizing:leave",
    "reports:remove_evidence",
    "reports:submit",
    "reports:verify",
    "reports:hand_back",
}


def addresses() -> dict[str, URLPattern]:
    """Every address of organizers, by name."""
    maps = {
        "organizing": ORGANIZING_URLS,
        "reports": REPORT_URLS,
        "projects": project_viewset.get_urlpatterns(),
        "programme_goal": goal_viewset.get_urlpatterns(),
    }
    return {
        f"{space}:{pattern.name}": pattern
        for space, patterns in maps.items()
        for pattern in patterns
    }


class MatrixTests(TestCase):
    """The whole cast before every door."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up_roles()
        cls.goal = set_up_goal()
        organization = make_organization()
        organizer = make_staff(Role.ORGANIZER, organization=organization)
        trainer = make_staff(Role.TRAINER, organization=organization)
        cls.cast: dict[str, User | None] = {
            ADMIN: make_staff(Role.ADMINISTRATOR),
            ORGANIZER: organizer,
            TRAINER: trainer,
            FOREIGN: make_staff(Role.ORGANIZER, organization=make_organization()),
            EDITOR: make_staff(Role.EDITOR),
            LEARNER: make_learner(),
            NOBODY: None,
        }
        cls.project, cls.cohort = make_running_project(organizer)
        cls.cohort.trainers.add(trainer)
        learner = make_learner()
        issue_card(learner=learner, issued_by=organizer)
        cls.enrolment = enrol(
            learner=learner, project=cls.project, cohort=cls.cohort, by=organizer
        )
        cls.evidence = make_evidence(cls.project, organizer)

    def key_for(self, name: str) -> int:
        """The key of the object the address is about."""
        about = {
            "organizing:new_pin": self.enrolment,
            "organizing:leave": self.enrolment,
            "reports:evidence_file": self.evidence,
            "reports:remove_evidence": self.evidence,
        }
        if name.startswith("programme_goal:"):
            return self.goal.pk
        return about.get(name, self.project).pk

    def address(self, name: str, pattern: URLPattern) -> str:
        converters = pattern.pattern.converters
        keys = {"pk": self.key_for(name), "cohort_pk": self.cohort.pk}
        return reverse(name, kwargs={key: keys[key] for key in converters})

    def enter_as(self, role: str) -> None:
        self.client.logout()
        if self.cast[role] is not None:
            self.client.force_login(self.cast[role])

    def comes_in(self, name: str, url: str) -> bool:
        send = self.client.post if name in ONLY_POST else self.client.get
        response = send(url)
        if response.status_code == 302:  # refused by Wagtail: to the home screen
            refused = response.url == reverse("wagtailadmin_home")
            return not refused and "/login/" not in response.url
        self.assertIn(response.status_code, (200, 403, 404), name)
        return response.status_code == 200

    def test_every_address_has_an_answer_for_every_role(self) -> None:
        self.assertEqual(set(MATRIX), set(addresses()))

    def test_the_whole_cast_before_every_door(self) -> None:
        for role in CAST:
            self.enter_as(role)
            for name, pattern in addresses().items():
                with self.subTest(name=name, role=role):
                    came_in = self.comes_in(name, self.address(name, pattern))
                    self.assertEqual(came_in, role in MATRIX[name])
                    self.restore()

    def restore(self) -> None:
        """What a visitor changed is put back before the next one comes."""
        Enrolment.objects.filter(pk=self.enrolment.pk).update(withdrawn_at=None)
        if not Evidence.objects.filter(pk=self.evidence.pk).exists():
            self.evidence.save(force_insert=True)

    def test_what_does_not_exist_looks_like_what_is_not_ones_own(self) -> None:
        self.client.force_login(self.cast[FOREIGN])
        for name in ("project", "learners", "start", "add_cohort"):
            for key in (self.project.pk, 99_999):
                url = reverse(f"organizing:{name}", args=[key])
                self.assertEqual(self.client.get(url).status_code, 404, url)
        self.assertTrue(TrainingProject.objects.exists())
        self.assertTrue(Cohort.objects.exists())
