"""Public files are served in parts and kept for long; everything else stays private."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import TestCase, override_settings

CONTENT = bytes(range(256)) * 4
SIZE = len(CONTENT)
IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


class RangeTests(TestCase):
    """What audio players ask for."""

    def setUp(self) -> None:
        """One sound file."""
        name = default_storage.save("narrations/abc.mp3", ContentFile(CONTENT))
        self.url = f"/media/{name}"
        self.addCleanup(default_storage.delete, name)

    def ask(self, wanted: str, **headers: str):
        return self.client.get(self.url, headers={"range": wanted, **headers})

    def test_the_whole_file_comes_with_a_long_life(self) -> None:
        response = self.client.get(self.url)
        assert response.status_code == 200
        assert response.content == CONTENT
        assert response["Content-Type"] == "audio/mpeg"
        assert response["Accept-Ranges"] == "bytes"
        assert "immutable" in response["Cache-Control"]
        assert "max-age=31536000" in response["Cache-Control"]

    def test_parts_are_exactly_what_was_asked_for(self) -> None:
        for wanted, first, last in [
            ("bytes=0-99", 0, 99),
            ("bytes=100-", 100, SIZE - 1),
            ("bytes=-24", SIZE - 24, SIZE - 1),
            ("bytes=-99999", 0, SIZE - 1),
            (f"bytes=1000-{SIZE * 9}", 1000, SIZE - 1),
            ("bytes=0-0", 0, 0),
        ]:
            with self.subTest(wanted):
                response = self.ask(wanted)
                assert response.status_code == 206
                assert response.content == CONTENT[first : last + 1]
                assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
                assert response["Content-Length"] == str(last - first + 1)

    def test_a_part_outside_the_file_is_refused_with_its_size(self) -> None:
        for wanted in (f"bytes={SIZE}-", "bytes=99999-100000", "bytes=-0"):
            with self.subTest(wanted):
                response = self.ask(wanted)
                assert response.status_code == 416
                assert response["Content-Range"] == f"bytes */{SIZE}"

    def test_what_makes_no_sense_gets_the_whole_file(self) -> None:
        for wanted in (
            "bytes=5-2",
            "bytes=-",
            "lines=1-2",
            "bytes=0-1,5-6",
            "bytes=x-y",
            "",
        ):
            with self.subTest(wanted):
                assert self.ask(wanted).status_code == 200

    def test_head_says_the_same_without_content(self) -> None:
        response = self.client.head(self.url, headers={"range": "bytes=0-99"})
        assert response.status_code == 206
        assert response["Content-Length"] == "100"
        assert response.content == b""

    def test_a_file_the_browser_has_is_not_sent_again(self) -> None:
        etag = self.client.get(self.url)["ETag"]
        response = self.client.get(self.url, headers={"if-none-match": etag})
        assert response.status_code == 304

    def test_a_part_of_another_version_is_never_mixed_in(self) -> None:
        etag = self.client.get(self.url)["ETag"]
        assert self.ask("bytes=0-9", **{"if-range": etag}).status_code == 206
        assert self.ask("bytes=0-9", **{"if-range": '"other"'}).status_code == 200
        old = "Wed, 21 Oct 2015 07:28:00 GMT"
        assert self.ask("bytes=0-9", **{"if-range": old}).status_code == 200

    def test_only_reading_is_allowed(self) -> None:
        assert self.client.post(self.url).status_code == 405

    @override_settings(STORAGES={**settings.STORAGES, "default": IN_MEMORY})
    def test_any_storage_will_do(self) -> None:
        name = default_storage.save("narrations/def.mp3", ContentFile(CONTENT))
        response = self.client.get(f"/media/{name}", headers={"range": "bytes=1-2"})
        assert response.content == CONTENT[1:3]


@pytest.mark.parametrize(
    "folder", ["recordings", "clips", "certificates", "evidence", "."]
)
@pytest.mark.django_db
def test_what_is_not_public_is_not_there(client, folder: str) -> None:
    name = default_storage.save(f"{folder}/secret.mp3", ContentFile(CONTENT))
    for address in (
        f"/media/{name}",
        f"/media/narrations/../{name}",
        f"/media/narrations/%2e%2e/{name}",
        f"/media//narrations/../{name}",
        f"/media/narrations\\..\\{name}",
    ):
        assert client.get(address).status_code == 404, address
    default_storage.delete(name)


@pytest.mark.parametrize(
    "name",
    [
        "narrations/none.mp3",
        "narrations/",
        "narrations",
        "narrations/a\0b.mp3",
        "",
        "../etc/passwd",
    ],
)
@pytest.mark.django_db
def test_a_file_that_is_not_there_is_a_calm_404(client, name: str) -> None:
    assert client.get(f"/media/{name}").status_code == 404


@pytest.mark.django_db
def test_a_drawing_cannot_run_anything(client) -> None:
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    name = default_storage.save("original_images/a.svg", ContentFile(drawing))
    response = client.get(f"/media/{name}")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert response["X-Content-Type-Options"] == "nosniff"
    default_storage.delete(name)
