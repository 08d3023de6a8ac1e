"""Following learners: how far each one is, who has not started, a new PIN."""

from __future__ import annotations

from django.test import TestCase
from django.urls import reverse

from accounts.enums import Role
from accounts.models import LearningCard
from accounts.services import issue_card, set_up_roles
from courses.enums import EventSource
from courses.models import Enrolment
from courses.services import end_project, enrol, record_events
from tests.courses.factories import (
    make_cohort,
    make_learner,
    make_organization,
    make_project,
    make_staff,
    step_seen,
    whole_lesson,
)
from tests.reports.factories import (
    count_queries,
    make_running_project,
    speak_english,
)


class LearnersCase(TestCase):
    """A running project with a trainer's cohort and another one."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up_roles()
        organization = make_organization()
        cls.organizer = make_staff(Role.ORGANIZER, organization=organization)
        cls.trainer = make_staff(Role.TRAINER, organization=organization)
        for person in (cls.organizer, cls.trainer):
            speak_english(person)
        cls.project, cls.cohort = make_running_project(cls.organizer)
        cls.cohort.trainers.add(cls.trainer)
        cls.other_cohort = make_cohort(cls.project)
        cls.lesson = (
            cls.project.project_courses.get().course.course_lessons.get().lesson
        )
        cls.done, cls.begun = cls.add("王秀兰"), cls.add("李建国")
        cls.waiting = cls.add("赵桂花")
        cls.elsewhere = cls.add("孙有才", cls.other_cohort)
        cls.report(cls.done, whole_lesson(cls.lesson))
        cls.report(cls.begun, [step_seen(cls.lesson)])

    @classmethod
    def add(cls, name: str, cohort: object = None) -> Enrolment:
        return enrol(
            learner=make_learner(name),
            project=cls.project,
            cohort=cohort or cls.cohort,
            by=cls.organizer,
        )

    @classmethod
    def report(cls, enrolment: Enrolment, events: list[object]) -> None:
        record_events(
            learner=enrolment.learner, events=events, source=EventSource.PHONE
        )

    def look(self, person: object, **query: str) -> object:
        self.client.force_login(person)
        url = reverse("organizing:learners", args=[self.project.pk])
        return self.client.get(url, query)


class ProgressTests(LearnersCase):
    """What the list says."""

    def test_each_learner_has_lessons_done_and_a_last_activity(self) -> None:
        lines = {
            line.enrolment.learner.display_name: line
            for line in self.look(self.organizer).context["lines"]
        }
        done, begun, waiting = lines["王秀兰"], lines["李建国"], lines["赵桂花"]
        self.assertEqual((done.lessons_done, done.lessons_required), (1, 1))
        self.assertIsNotNone(done.enrolment.completed_at)
        self.assertEqual((begun.lessons_done, begun.has_started), (0, True))
        self.assertEqual((waiting.lessons_done, waiting.has_started), (0, False))

    def test_those_who_have_not_started_can_be_picked_out(self) -> None:
        page = self.look(self.organizer, only="waiting")
        names = {line.enrolment.learner.display_name for line in page.context["lines"]}
        self.assertEqual(names, {"赵桂花", "孙有才"})

    def test_a_trainer_sees_only_the_own_cohort(self) -> None:
        page = self.look(self.trainer)
        self.assertContains(page, "王秀兰")
        self.assertNotContains(page, "孙有才")
        other = reverse("organizing:cohort", args=[self.other_cohort.pk])
        self.assertEqual(self.client.get(other).status_code, 404)

    def test_three_hundred_learners_cost_as_many_queries_as_three(self) -> None:
        self.look(self.organizer)
        few = self.count_queries()
        learners = [make_learner(f"学员{n}") for n in range(300)]
        Enrolment.objects.bulk_create(
            Enrolment(
                learner=learner,
                project=self.project,
                cohort=self.cohort,
                rule=self.project.current_rule,
            )
            for learner in learners
        )
        self.assertEqual(self.count_queries(), few)
        page = self.look(self.organizer)
        self.assertEqual(page.context["paginator"].count, 304)
        self.assertEqual(len(page.context["lines"]), 50)

    def count_queries(self) -> int:
        url = reverse("organizing:learners", args=[self.project.pk])
        return count_queries(self.client, url)

    def test_a_trainer_begins_with_the_own_cohorts(self) -> None:
        self.client.force_login(self.trainer)
        for url in (reverse("wagtailadmin_home"), reverse("organizing:today")):
            page = self.client.get(url)
            self.assertContains(page, self.cohort.name)
            self.assertNotContains(page, self.other_cohort.name)
        (tally,) = page.context["tallies"]
        self.assertEqual((tally.learners, tally.started, tally.completed), (3, 2, 1))
        self.assertEqual(tally.active_today, 2)


class PinTests(LearnersCase):
    """A new PIN, shown once."""

    def setUp(self) -> None:
        self.card, self.old = issue_card(learner=self.done.learner, issued_by=None)
        self.url = reverse("organizing:new_pin", args=[self.done.pk])

    def test_a_trainer_gives_a_new_pin_to_an_own_learner(self) -> None:
        self.client.force_login(self.trainer)
        response = self.client.post(self.url)
        ((_card, pin),) = response.context["issued"]
        card = LearningCard.objects.get(pk=self.card.pk)
        self.assertTrue(card.has_pin(pin))
        self.assertContains(response, pin)
        self.assertIn("no-store", response["Cache-Control"])

    def test_looking_gives_no_pin(self) -> None:
        self.client.force_login(self.trainer)
        self.assertEqual(self.client.get(self.url).status_code, 405)

    def test_nobody_resets_the_pin_of_somebody_elses_learner(self) -> None:
        stranger = make_staff(Role.TRAINER, organization=make_organization())
        self.client.force_login(stranger)
        self.assertEqual(self.client.post(self.url).status_code, 404)
        self.client.force_login(self.trainer)
        other = reverse("organizing:new_pin", args=[self.elsewhere.pk])
        self.assertEqual(self.client.post(other).status_code, 404)
        self.assertTrue(LearningCard.objects.get(pk=self.card.pk).has_pin(self.old))

    def test_a_learner_without_a_card_gets_a_sentence(self) -> None:
        self.client.force_login(self.organizer)
        url = reverse("organizing:new_pin", args=[self.begun.pk])
        self.assertContains(self.client.post(url, follow=True), "no learning card")


class CardTests(LearnersCase):
    """Learning cards on paper."""

    def test_a_cohorts_cards_are_printed_without_pins(self) -> None:
        card, pin = issue_card(learner=self.done.learner, issued_by=None)
        self.client.force_login(self.trainer)
        page = self.client.get(reverse("organizing:cards", args=[self.cohort.pk]))
        (printed,) = page.context["cards"]
        self.assertEqual(printed.number.replace(" ", ""), card.number)
        self.assertContains(page, "王秀兰")
        self.assertNotContains(page, f">{pin}<")

    def test_other_cohorts_cards_are_unknown(self) -> None:
        self.client.force_login(self.trainer)
        url = reverse("organizing:cards", args=[self.other_cohort.pk])
        self.assertEqual(self.client.get(url).status_code, 404)


class EnrolByHandTests(LearnersCase):
    """Somebody known, or somebody new."""

    def setUp(self) -> None:
        self.client.force_login(self.organizer)
        self.url = reverse("organizing:enrol", args=[self.other_cohort.pk])

    def test_somebody_new_gets_a_card_and_a_pin(self) -> None:
        response = self.client.post(
            self.url, {"display_name": "周翠花", "decade": "50后", "audience": "senior"}
        )
        ((card, pin),) = response.context["issued"]
        self.assertEqual(card.learner.birth_decade, 1950)
        enrolment = card.learner.enrolments.get()
        self.assertEqual(enrolment.cohort, self.other_cohort)
        self.assertContains(response, pin)

    def test_a_wrong_decade_is_refused_and_nobody_is_made(self) -> None:
        response = self.client.post(
            self.url, {"display_name": "周翠花", "decade": "很久以前"}
        )
        self.assertContains(response, "not a birth decade")
        self.assertEqual(self.project.enrolments.count(), 4)

    def test_a_learner_of_the_own_projects_is_found_by_name(self) -> None:
        second = make_project(organization=self.organizer.organization)
        cohort = make_cohort(second)
        url = reverse("organizing:enrol", args=[cohort.pk])
        self.assertContains(self.client.get(url, {"q": "王秀"}), "王秀兰")
        self.client.post(url, {"learner": self.done.learner_id, "q": "王秀"})
        self.assertEqual(cohort.enrolments.get().learner, self.done.learner)

    def test_a_stranger_is_found_only_by_the_whole_card_number(self) -> None:
        stranger = make_learner("何秀英")
        card, _pin = issue_card(learner=stranger, issued_by=None)
        by_name = self.client.get(self.url, {"q": "何秀英"})
        self.assertNotContains(by_name, "organizing-card__title")
        self.client.post(self.url, {"learner": stranger.pk, "q": "何秀英"})
        self.assertFalse(stranger.enrolments.exists())
        grouped = f"{card.number[:4]} {card.number[4:]}"
        self.assertContains(self.client.get(self.url, {"q": grouped}), "何秀英")
        self.client.post(self.url, {"learner": stranger.pk, "q": grouped})
        self.assertEqual(stranger.enrolments.get().cohort, self.other_cohort)

    def test_nobody_is_enrolled_once_the_project_ended(self) -> None:
        end_project(project=self.project, by=self.organizer)
        response = self.client.post(self.url, {"display_name": "周翠花"}, follow=True)
        self.assertContains(response, "nobody can be enrolled any more")
        self.assertEqual(self.project.enrolments.count(), 4)

    def test_somebody_can_be_taken_out_and_what_was_learned_stays(self) -> None:
        self.client.post(reverse("organizing:leave", args=[self.done.pk]))
        self.done.refresh_from_db()
        self.assertIsNotNone(self.done.withdrawn_at)
        self.assertIsNotNone(self.done.completed_at)
        self.assertNotContains(self.look(self.organizer), "王秀兰</span>")
