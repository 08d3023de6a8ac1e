"""Evidence: told by its bytes, cleaned, private, and still once submitted."""

from __future__ import annotations

import hashlib
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.test import TestCase
from django.urls import reverse
from PIL import Image

from accounts.enums import Role
from accounts.services import set_up_roles
from reports.models import Evidence
from reports.services import submit
from reports.services import verify as verify_project
from tests.courses.factories import make_organization, make_project, make_staff
from tests.reports.factories import (
    MEGABYTE,
    make_evidence,
    make_finished_project,
    photo,
    speak_english,
    upload,
)

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


class EvidenceCase(TestCase):
    """An organizer with a project."""

    @classmethod
    def setUpTestData(cls) -> None:
        set_up_roles()
        organization = make_organization()
        cls.organizer = make_staff(Role.ORGANIZER, organization=organization)
        speak_english(cls.organizer)
        cls.project = make_project(organization=organization)
        cls.url = reverse("reports:add_evidence", args=[cls.project.pk])

    def setUp(self) -> None:
        self.client.force_login(self.organizer)

    def add(self, content: bytes, name: str = "photo.jpg") -> object:
        return self.client.post(
            self.url, {"title": "签到表", "file": upload(content, name)}
        )


class UploadTests(EvidenceCase):
    """What may come in."""

    def test_a_photo_is_drawn_anew_without_place_and_camera(self) -> None:
        exif = Image.Exif()
        exif[0x010F] = "SecretCamera"
        self.add(photo(exif=exif))
        evidence = Evidence.objects.get()
        kept = evidence.file.read()
        self.assertNotIn(b"SecretCamera", kept)
        self.assertFalse(Image.open(BytesIO(kept)).getexif())
        self.assertEqual(evidence.sha256, hashlib.sha256(kept).hexdigest())
        self.assertEqual(evidence.size_bytes, len(kept))
        self.assertEqual(evidence.added_by, self.organizer)

    def test_png_webp_and_pdf_are_kept_too(self) -> None:
        self.add(photo("red", kind="PNG"), "a.png")
        self.add(photo("blue", kind="WEBP"), "b.webp")
        self.add(PDF, "c.pdf")
        kinds = list(Evidence.objects.values_list("kind", flat=True))
        self.assertEqual(kinds, ["picture", "picture", "document"])

    def test_the_name_says_nothing_and_the_bytes_decide(self) -> None:
        self.add(photo(), "harmless.pdf")
        self.assertEqual(Evidence.objects.get().kind, "picture")

    def test_what_is_no_evidence_gets_a_sentence_and_is_not_stored(self) -> None:
        for content, words in (
            (b"", "The file is empty."),
            (b"MZ\x90\x00 a program", "Only photos"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Only photos"),
            (b"<html><script>alert(1)</script></html>", "Only photos"),
            (photo()[:120], "Only photos"),
            (b"GIF89a\x01\x00\x01\x00", "Only photos"),
            (PDF[:-8], "cut off"),
            (b"x" * (10 * MEGABYTE), "larger than 8 MB"),
        ):
            with self.subTest(words=words, size=len(content)):
                self.assertContains(self.add(content), words)
        self.assertFalse(Evidence.objects.exists())

    def test_a_picture_of_a_giant_size_is_refused(self) -> None:
        huge = BytesIO()
        Image.new("1", (12_000, 9_000)).save(huge, "PNG")
        self.assertContains(self.add(huge.getvalue(), "huge.png"), "too large")

    def test_the_same_file_is_kept_once(self) -> None:
        self.add(photo())
        self.assertContains(self.add(photo()), "already among the evidence")
        self.assertEqual(Evidence.objects.count(), 1)


class PrivateTests(EvidenceCase):
    """Who may look at it."""

    def setUp(self) -> None:
        super().setUp()
        self.evidence = make_evidence(self.project, self.organizer)
        self.file_url = reverse("reports:evidence_file", args=[self.evidence.pk])

    def test_the_file_lies_outside_the_public_folders_under_a_random_name(self) -> None:
        path = Path(self.evidence.file.path)
        self.assertFalse(path.is_relative_to(settings.MEDIA_ROOT))
        self.assertFalse(path.is_relative_to(settings.STATIC_ROOT))
        self.assertRegex(path.name, r"^[0-9a-f]{32}\.jpg$")
        self.assertEqual(path.stat().st_mode & 0o077, 0)
        with self.assertRaises(ValueError):
            _ = self.evidence.file.url

    def test_the_organizer_sees_it_unkept_by_any_cache(self) -> None:
        response = self.client.get(self.file_url)
        self.assertEqual(response["Content-Type"], "image/jpeg")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")
        self.assertIn("sandbox", response["Content-Security-Policy"])
        self.assertIn("private", response["Cache-Control"])
        self.assertTrue(b"".join(response.streaming_content))

    def test_another_organization_does_not_know_it(self) -> None:
        other = make_staff(Role.ORGANIZER, organization=make_organization())
        self.client.force_login(other)
        self.assertEqual(self.client.get(self.file_url).status_code, 404)

    def test_a_stranger_is_sent_to_sign_in(self) -> None:
        self.client.logout()
        self.assertEqual(self.client.get(self.file_url).status_code, 302)

    def test_a_wrong_file_can_be_taken_away(self) -> None:
        path = Path(self.evidence.file.path)
        url = reverse("reports:remove_evidence", args=[self.evidence.pk])
        self.assertEqual(self.client.get(url).status_code, 405)
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(url)
        self.assertFalse(Evidence.objects.exists())
        self.assertFalse(path.exists())


class StillnessTests(EvidenceCase):
    """Everybody checks the same evidence."""

    def test_evidence_stands_still_once_submitted_and_once_verified(self) -> None:
        project = make_finished_project(self.organizer)
        submit(project=project, submitted_by=self.organizer)
        self.assert_closed(project)
        verify_project(project=project, verified_by=make_staff(Role.ADMINISTRATOR))
        self.assert_closed(project)

    def assert_closed(self, project: object) -> None:
        evidence = project.evidence.get()
        self.client.post(reverse("reports:remove_evidence", args=[evidence.pk]))
        url = reverse("reports:add_evidence", args=[project.pk])
        sent = {"title": "新照片", "file": upload(photo("yellow"))}
        self.client.post(url, sent)
        self.assertEqual(project.evidence.get(), evidence)
