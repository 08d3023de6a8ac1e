"""A certificate is issued once, names a person in full, and tells strangers little."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.test import TestCase
from django.urls import reverse
from PIL import Image
from wagtail.models import ModelLogEntry

from accounts.enums import Role
from accounts.registry import holdings_of
from accounts.services import erase_person
from courses.enums import EventSource
from courses.models import Certificate
from courses.selectors.certificates import masked_name, tidy_code
from courses.services import enrol, record_events, start_project
from courses.services.certificate_drawing import chinese_date
from courses.services.certificate_files import certificate_file
from courses.services.certificates import CODE_ALPHABET, new_code, revoke_certificate
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


class CertificateCase(TestCase):
    """A learner, a course of two lessons, and ways to learn them."""

    @classmethod
    def setUpTestData(cls):
        cls.learner = make_learner("王秀兰")
        cls.lessons = [make_lesson("看清名字"), make_lesson("两个码")]
        cls.course = make_course(*cls.lessons, title="放心付款")

    def learn(self, *lessons, learner=None):
        events = [event for lesson in lessons for event in whole_lesson(lesson)]
        record_events(
            learner=learner or self.learner, events=events, source=EventSource.PHONE
        )

    def certificate(self):
        self.learn(*self.lessons)
        return Certificate.objects.get(enrolment__project=None)


class IssuingTests(CertificateCase):
    """When a certificate comes to be."""

    def test_one_lesson_of_two_is_not_enough(self):
        self.learn(self.lessons[0])
        self.assertFalse(Certificate.objects.exists())

    def test_the_last_lesson_issues_it_with_the_words_frozen(self):
        certificate = self.certificate()
        self.assertEqual(certificate.learner_name, "王秀兰")
        self.assertEqual(certificate.course_title, "放心付款")
        self.learner.display_name = "王大娘"
        self.learner.save()
        certificate.refresh_from_db()
        self.assertEqual(certificate.learner_name, "王秀兰")

    def test_learning_it_all_again_issues_nothing_more(self):
        self.certificate()
        self.learn(*self.lessons)
        self.assertEqual(Certificate.objects.count(), 1)

    def test_an_optional_lesson_is_not_waited_for(self):
        first, extra = make_lesson(), make_lesson()
        make_course(first, optional=[extra])
        self.learn(first)
        self.assertEqual(Certificate.objects.count(), 1)

    def test_a_course_without_required_lessons_gives_none(self):
        extra = make_lesson()
        make_course(optional=[extra])
        self.learn(extra)
        self.assertFalse(Certificate.objects.exists())

    def test_in_a_project_it_names_the_project_and_who_runs_it(self):
        project = make_project(
            self.course,
            name="云岭县手机课",
            organization=make_organization("云岭县农业局"),
        )
        start_project(project=project, by=None)
        enrol(learner=self.learner, project=project, cohort=None, by=None)
        self.learn(*self.lessons)
        certificate = Certificate.objects.get(enrolment__project=project)
        self.assertEqual(certificate.project_name, "云岭县手机课")
        self.assertEqual(certificate.organization_name, "云岭县农业局")

    def test_a_number_has_eighty_bits_and_no_letters_to_mix_up(self):
        codes = {new_code() for _ in range(200)}
        self.assertEqual(len(codes), 200)
        self.assertEqual(len(CODE_ALPHABET) ** 16, 2**80)
        self.assertFalse(set("".join(codes)) & set("ILOU"))


class PaperTests(CertificateCase):
    """Who may see the paper."""

    def setUp(self):
        self.paper = self.certificate()
        self.urls = [
            reverse("courses:paper", args=[self.paper.code]),
            *(
                reverse("courses:certificate-file", args=[self.paper.code, form])
                for form in ("preview", "picture", "pdf")
            ),
        ]

    def statuses(self, user=None):
        if user:
            self.client.force_login(user)
        return {self.client.get(url).status_code for url in self.urls}

    def test_the_learner_sees_it(self):
        self.assertEqual(self.statuses(self.learner), {200})

    def test_a_guest_and_another_learner_do_not(self):
        self.assertEqual(self.statuses(), {404})
        self.assertEqual(self.statuses(make_learner("李四")), {404})

    def test_trainers_see_those_of_their_own_cohorts_only(self):
        project = make_project(self.course)
        start_project(project=project, by=None)
        own, other = make_staff(Role.TRAINER), make_staff(Role.TRAINER)
        cohort = make_cohort(project, own)
        make_cohort(project, other)
        pupil = make_learner("赵六")
        enrol(learner=pupil, project=project, cohort=cohort, by=None)
        self.learn(*self.lessons, learner=pupil)
        code = Certificate.objects.get(enrolment__project=project).code
        self.urls = [reverse("courses:paper", args=[code])]
        self.assertEqual(self.statuses(own), {200})
        self.assertEqual(self.statuses(other), {404})

    def test_a_revoked_one_is_no_longer_handed_out(self):
        revoke_certificate(certificate=self.paper)
        self.assertEqual(self.statuses(self.learner), {404})

    def test_pictures_are_kept_by_the_persons_own_browser_only(self):
        self.client.force_login(self.learner)
        response = self.client.get(self.urls[2])
        self.assertIn("private", response["Cache-Control"])
        picture = Image.open(BytesIO(b"".join(response.streaming_content)))
        self.assertEqual(picture.size, (2339, 1654))
        self.assertIn("attachment", response["Content-Disposition"])

    def test_the_page_to_print_is_a_pdf(self):
        self.client.force_login(self.learner)
        response = self.client.get(self.urls[3])
        self.assertEqual(response["Content-Type"], "application/pdf")
        self.assertTrue(b"".join(response.streaming_content).startswith(b"%PDF"))

    def test_an_unknown_form_and_a_wrong_method_are_refused(self):
        self.client.force_login(self.learner)
        odd = reverse("courses:certificate-file", args=[self.paper.code, "exe"])
        self.assertEqual(self.client.get(odd).status_code, 404)
        self.assertEqual(self.client.post(self.urls[0]).status_code, 405)

    def test_a_name_no_font_can_draw_is_reported_and_does_not_crash(self):
        self.paper.learner_name = "王\U0003fff0"
        self.paper.save()
        self.client.force_login(self.learner)
        with self.assertLogs("courses.services.certificate_files", "ERROR"):
            response = self.client.get(self.urls[1])
        self.assertEqual(response.status_code, 200)
        entry = ModelLogEntry.objects.get(action="courses.certificate_glyph_missing")
        self.assertEqual(entry.data, {"characters": ["U+3FFF0"]})


class ErasureTests(CertificateCase):
    """Somebody deletes her account."""

    def test_the_name_goes_from_the_certificate_and_its_drawing(self):
        paper = self.certificate()
        path, _type = certificate_file(certificate=paper, form="preview")
        with self.captureOnCommitCallbacks(execute=True):
            erase_person(person=self.learner)
        paper.refresh_from_db()
        self.assertEqual(paper.learner_name, "")
        self.assertFalse(path.exists())
        response = self.client.get(reverse("courses:certificate", args=[paper.code]))
        self.assertContains(response, "＊＊")
        self.assertNotContains(response, "王")

    def test_what_is_kept_is_told_to_the_person(self):
        self.certificate()
        kept = dict(holdings_of(self.learner))
        self.assertEqual(kept["证书"], "放心付款")
        self.assertEqual(kept["学完的课"], "2 课")
        self.assertEqual(kept["我答过的题"], "6 次")
        self.assertEqual(holdings_of(make_learner("李四")), [])


class ConfirmationTests(CertificateCase):
    """What everybody may know."""

    def setUp(self):
        self.paper = self.certificate()

    def page(self, code):
        return self.client.get(reverse("courses:certificate", args=[code]))

    def test_it_says_that_it_is_real_and_hides_the_name(self):
        response = self.page(self.paper.code)
        self.assertContains(response, "王＊＊")
        self.assertContains(response, "放心付款")
        self.assertNotContains(response, "王秀兰")
        self.assertNotContains(response, "秀")
        self.assertNotContains(response, str(self.learner.public_id))

    def test_even_the_learner_sees_nothing_more_on_it(self):
        self.client.force_login(self.learner)
        self.assertNotContains(self.page(self.paper.code), "王秀兰")

    def test_a_number_typed_with_dashes_and_lookalikes_is_understood(self):
        Certificate.objects.filter(pk=self.paper.pk).update(code="0123456789ABCDEF")
        self.assertEqual(self.page("o1l3-4567-89ab-cdef").status_code, 404)
        self.assertEqual(self.page("oi23-4567-89ab-cdef").status_code, 200)

    def test_a_revoked_one_says_so(self):
        revoke_certificate(certificate=self.paper)
        response = self.page(self.paper.code)
        self.assertContains(response, "notice--danger")
        self.assertNotContains(response, "notice--good")

    def test_an_unknown_number_gets_a_friendly_page(self):
        response = self.page("ZZZZ-ZZZZ-ZZZZ-ZZZZ")
        self.assertContains(response, "notice--warn", status_code=404)

    def test_a_number_can_be_typed_in(self):
        look_up = reverse("courses:certificates")
        found = self.client.get(look_up, {"code": self.paper.code.lower()})
        self.assertRedirects(
            found, reverse("courses:certificate", args=[self.paper.code])
        )
        self.assertContains(self.client.get(look_up, {"code": "???"}), "field--error")


class WordsTests(TestCase):
    """Small pure things."""

    def test_a_mask_shows_one_character_and_no_length(self):
        cases = {
            "王秀兰": "王＊＊",
            "𠮷田": "𠮷＊＊",
            "阿卜杜热合曼·买买提明": "阿＊＊",
            "王": "＊＊",
            "": "＊＊",
            "葛\U000e0100城": "葛\U000e0100＊＊",
        }
        for name, masked in cases.items():
            with self.subTest(name=name):
                self.assertEqual(masked_name(name), masked)

    def test_days_are_written_as_on_a_certificate(self):
        cases = {
            date(2026, 11, 23): "二〇二六年十一月二十三日",
            date(2030, 10, 10): "二〇三〇年十月十日",
            date(2027, 1, 31): "二〇二七年一月三十一日",
            date(2027, 2, 20): "二〇二七年二月二十日",
        }
        for day, words in cases.items():
            with self.subTest(day=day):
                self.assertEqual(chinese_date(day), words)

    def test_fullwidth_letters_are_tidied(self):
        self.assertEqual(tidy_code(" ａｂ-12 "), "AB12")
