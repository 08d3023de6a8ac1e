"""Importing a roster: a preview that stores nothing, then exactly what it said."""

from __future__ import annotations

from django.core import signing
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.enums import Role
from accounts.models import LearningCard, User
from accounts.services import set_up_roles
from courses.models import Enrolment
from courses.services import end_project, enrol, start_project
from courses.services.imports import SEAL_SALT
from tests.courses.factories import (
    make_cohort,
    make_course,
    make_learner,
    make_lesson,
    make_organization,
    make_project,
    make_region,
    make_staff,
)
from tests.courses.test_rosters import workbook
from tests.reports.factories import speak_english, upload

HEADINGS = "姓名,村或行政区划代码,出生年代,身份\n"


class ImportCase(TestCase):
    """An organizer with a started project and an empty cohort."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up_roles()
        organization = make_organization()
        cls.organizer = make_staff(Role.ORGANIZER, organization=organization)
        speak_english(cls.organizer)
        cls.project = make_project(
            make_course(make_lesson()), organization=organization
        )
        start_project(project=cls.project, by=cls.organizer)
        cls.project.refresh_from_db()
        cls.cohort = make_cohort(cls.project, name="永丰村一班")
        cls.url = reverse("organizing:import", args=[cls.cohort.pk])

    def setUp(self) -> None:
        self.client.force_login(self.organizer)

    def preview(self, text: str | bytes, name: str = "名单.csv") -> object:
        content = text if isinstance(text, bytes) else (HEADINGS + text).encode()
        return self.client.post(self.url, {"file": upload(content, name)})

    def confirm(self, preview: object, **choices: object) -> object:
        sent = {"sealed": preview.context["sealed"], **choices}
        return self.client.post(self.url, sent)

    def import_now(self, text: str, **choices: object) -> object:
        return self.confirm(self.preview(text), **choices)

    def names(self) -> list[str]:
        enrolments = Enrolment.objects.active().filter(project=self.project)
        return sorted(enrolments.values_list("learner__display_name", flat=True))


class PreviewTests(ImportCase):
    """What will happen is said first."""

    def test_a_preview_counts_and_stores_nothing(self) -> None:
        response = self.preview("王秀兰,,1950,老年人\n,,1950,\n")
        plan = response.context["plan"]
        self.assertEqual((len(plan.new), len(plan.errors)), (1, 1))
        self.assertContains(response, "The name is missing.")
        self.assertEqual(self.names(), [])
        self.assertFalse(User.objects.filter(display_name="王秀兰").exists())

    def test_each_kind_of_file_is_previewed_alike(self) -> None:
        text = HEADINGS + "王秀兰,,1950,老年人\n"
        for content in (
            text.encode(),
            text.encode("utf-8-sig"),
            text.encode("gb18030"),
            workbook(("姓名", "出生年代"), ("王秀兰", 1950)),
        ):
            plan = self.preview(content).context["plan"]
            self.assertEqual([row.row.name for row in plan.new], ["王秀兰"])

    def test_a_wrong_file_gets_one_sentence_and_no_preview(self) -> None:
        for content, words in (
            (b"", "The file is empty."),
            ("村\n王家村\n".encode("gb18030"), "The column “姓名” is missing."),
            (b"\x89PNG\r\n\x1a\n\x00", "This is not a roster."),
            (b"x" * 10 * 1024 * 1024, "larger than 4 MB"),
        ):
            with self.subTest(words):
                response = self.preview(content)
                self.assertContains(response, words)
                self.assertNotIn("plan", response.context)

    def test_no_file_at_all_is_asked_for(self) -> None:
        response = self.client.post(self.url, {})
        self.assertEqual(response.status_code, 200)
        self.assertTrue(response.context["form"].errors)

    def test_an_unknown_or_ambiguous_place_spoils_its_row(self) -> None:
        make_region("永丰村", "620000")
        make_region("永丰村", "630000")
        response = self.preview("王秀兰,不存在村,,\n李建国,永丰村,,\n赵桂花,999999,,\n")
        words = [row.words for row in response.context["plan"].errors]
        self.assertIn("not known", words[0])
        self.assertIn("several places", words[1])
        self.assertIn("999999 is not known", words[2])

    def test_a_place_is_found_by_code_and_by_name(self) -> None:
        region = make_region("甘肃省", "620000")
        plan = self.preview("王秀兰,620000,,\n李建国,甘肃省,,\n").context["plan"]
        self.assertEqual([row.region for row in plan.new], [region, region])

    def test_the_example_file_can_itself_be_imported(self) -> None:
        example = self.client.get(reverse("organizing:roster_template"))
        self.assertTrue(example.content.startswith(b"\xef\xbb\xbf"))
        plan = self.preview(example.content).context["plan"]
        self.assertEqual((len(plan.new), len(plan.errors)), (2, 0))


class ConfirmTests(ImportCase):
    """What was said is done, once."""

    def test_new_learners_get_an_account_a_card_and_a_pin_shown_once(self) -> None:
        response = self.import_now("王秀兰,,1950,老年人\n李建国,,,\n")
        self.assertEqual(self.names(), ["李建国", "王秀兰"])
        learner = User.objects.get(display_name="王秀兰")
        self.assertEqual((learner.birth_decade, learner.audience), (1950, "senior"))
        self.assertFalse(learner.has_usable_password())
        enrolment = learner.enrolments.get(project=self.project)
        self.assertEqual(enrolment.cohort, self.cohort)
        self.assertEqual(enrolment.rule, self.project.current_rule)
        self.assertEqual(enrolment.enrolled_by, self.organizer)
        card = LearningCard.objects.get(learner=learner)
        pins = {card.number: pin for card, pin in response.context["issued"]}
        self.assertTrue(card.has_pin(pins[card.number]))
        self.assertContains(response, pins[card.number])
        self.assertIn("no-store", response["Cache-Control"])

    def test_importing_twice_adds_nobody_twice(self) -> None:
        roster = "王秀兰,,1950,老年人\n李建国,,,\n"
        self.import_now(roster)
        preview = self.preview(roster)
        self.assertEqual(len(preview.context["plan"].enrolled), 2)
        self.confirm(preview)
        self.assertEqual(self.names(), ["李建国", "王秀兰"])

    def test_confirming_the_same_page_twice_adds_nobody_twice(self) -> None:
        preview = self.preview("王秀兰,,1950,\n")
        self.confirm(preview)
        again = self.confirm(preview)
        self.assertEqual(again.context["result"].unchanged, 1)
        self.assertEqual(self.names(), ["王秀兰"])

    def test_two_people_of_one_name_can_both_come_and_stay_two(self) -> None:
        roster = "王秀英,,1950,\n王秀英,,1950,\n"
        preview = self.preview(roster)
        (second,) = preview.context["plan"].likely
        self.assertIn("same as row 2", second.words)
        self.confirm(preview, **{second.field: "new"})
        self.assertEqual(self.names(), ["王秀英", "王秀英"])
        self.assertEqual(len(self.preview(roster).context["plan"].enrolled), 2)

    def test_a_row_nobody_answered_is_left_out(self) -> None:
        result = self.import_now("王秀英,,1950,\n王秀英,,1950,\n").context["result"]
        self.assertEqual((len(result.cards), result.left_out), (1, 1))

    def test_a_closed_project_takes_nobody(self) -> None:
        preview = self.preview("王秀兰,,1950,\n")
        end_project(project=self.project, by=self.organizer)
        response = self.confirm(preview)
        self.assertEqual(response.status_code, 302)
        self.assertEqual(self.names(), [])


class LikelyDuplicateTests(ImportCase):
    """Somebody of the same name, village and decade is asked about."""

    def setUp(self) -> None:
        super().setUp()
        other = make_project(organization=self.organizer.organization)
        self.known = make_learner("王秀兰", birth_decade=1950)
        enrol(learner=self.known, project=other, cohort=None, by=None)

    def test_a_known_person_is_offered_and_enrolled_without_a_second_account(
        self,
    ) -> None:
        preview = self.preview("王秀兰,,1950,\n")
        (row,) = preview.context["plan"].likely
        self.assertEqual(row.candidates, (self.known,))
        result = self.confirm(preview, **{row.field: self.known.pk}).context["result"]
        self.assertEqual((result.joined, len(result.cards)), (1, 0))
        self.assertEqual(User.objects.filter(display_name="王秀兰").count(), 1)

    def test_somebody_in_the_project_already_stays_where_she_is(self) -> None:
        other = make_cohort(self.project)
        enrol(learner=self.known, project=self.project, cohort=other, by=None)
        preview = self.preview("王秀兰,,,\n")
        (row,) = preview.context["plan"].likely
        result = self.confirm(preview, **{row.field: self.known.pk}).context["result"]
        self.assertEqual((result.unchanged, result.joined), (1, 0))
        self.assertEqual(self.known.enrolments.get(project=self.project).cohort, other)

    def test_another_decade_is_another_person(self) -> None:
        plan = self.preview("王秀兰,,1970,\n").context["plan"]
        self.assertEqual((len(plan.new), len(plan.likely)), (1, 0))

    def test_an_unknown_decade_may_be_the_same_person(self) -> None:
        plan = self.preview("王秀兰,,,\n").context["plan"]
        self.assertEqual(len(plan.likely), 1)

    def test_somebody_else_cannot_be_named_as_the_person(self) -> None:
        stranger = make_learner("李建国")
        preview = self.preview("王秀兰,,1950,\n")
        (row,) = preview.context["plan"].likely
        result = self.confirm(preview, **{row.field: stranger.pk}).context["result"]
        self.assertEqual((result.joined, result.left_out), (0, 1))
        self.assertFalse(stranger.enrolments.exists())

    def test_learners_of_other_organizations_are_not_shown(self) -> None:
        foreign = make_project()
        enrol(learner=make_learner("赵桂花"), project=foreign, cohort=None, by=None)
        plan = self.preview("赵桂花,,,\n").context["plan"]
        self.assertEqual((len(plan.new), len(plan.likely)), (1, 0))


class SealTests(ImportCase):
    """The rows that travel through the page cannot be changed or passed on."""

    def test_rows_nobody_previewed_are_refused(self) -> None:
        content = {"cohort": self.cohort.pk, "user": self.organizer.pk, "rows": []}
        for sealed in ("nonsense", signing.dumps(content, salt="other")):
            response = self.client.post(self.url, {"sealed": sealed})
            self.assertRedirects(response, self.url)

    def test_a_preview_of_one_cohort_does_not_fit_another(self) -> None:
        preview = self.preview("王秀兰,,1950,\n")
        other = make_cohort(self.project)
        url = reverse("organizing:import", args=[other.pk])
        response = self.client.post(url, {"sealed": preview.context["sealed"]})
        self.assertRedirects(response, url)
        self.assertEqual(self.names(), [])

    def test_a_preview_of_somebody_else_does_not_fit(self) -> None:
        preview = self.preview("王秀兰,,1950,\n")
        colleague = make_staff(Role.ORGANIZER, organization=self.organizer.organization)
        desk = Client()
        desk.force_login(colleague)
        desk.post(self.url, {"sealed": preview.context["sealed"]})
        self.assertEqual(self.names(), [])

    def test_the_seal_keeps_the_salt_to_itself(self) -> None:
        with self.assertRaises(signing.BadSignature):
            signing.loads(
                self.preview("王秀兰,,,\n").context["sealed"], salt=SEAL_SALT + "x"
            )


class ManyRowsTests(ImportCase):
    """Two thousand names are one short wait, not thousands of queries."""

    def test_queries_do_not_grow_with_the_rows(self) -> None:
        few = self.count_queries(20)
        many = self.count_queries(2000)
        self.assertEqual(Enrolment.objects.filter(project=self.project).count(), 2020)
        self.assertLess(many - few, 120, "batches of a few hundred rows")

    def count_queries(self, rows: int) -> int:
        text = "".join(f"学员{rows}甲{n},,1950,老年人\n" for n in range(rows))
        preview = self.preview(text)
        with CaptureQueriesContext(connection) as queries:
            self.confirm(preview)
        return len(queries)
