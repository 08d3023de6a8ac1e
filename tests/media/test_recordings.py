"""A person's voice: any sound file is taken, anything else gets one clear sentence."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from django.urls import reverse

from media.models import HumanRecording, Narration
from media.rules import sentence_key
from tests.media.factories import (
    CALM,
    QuietTestCase,
    known,
    mp3,
    narrated,
    script,
    staff,
    stored_files,
)

SENTENCE = "付款前，先看清名字。"
MAY_RECORD = ["add_humanrecording", "delete_humanrecording"]


def wav(seconds: float = 1.0) -> bytes:
    import wave

    from tests.media.factories import tone

    target = BytesIO()
    with wave.open(target, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(24_000)
        sound.writeframes(tone(seconds))
    return target.getvalue()


class RecordingTests(QuietTestCase):
    """The page of one sentence."""

    def setUp(self) -> None:
        """An editor, and a script that holds the sentence."""
        super().setUp()
        self.editor = staff("editor", *MAY_RECORD)
        self.client.force_login(self.editor)
        self.enterContext(known(script()))
        key = sentence_key(SENTENCE, "zh-hans")
        self.url = reverse("narration:record", args=["zh-hans", key])

    def send(self, content: bytes, name: str = "voice.m4a"):
        with self.captureOnCommitCallbacks(execute=True):
            upload = SimpleUploadedFile(name, content)
            return self.client.post(self.url, {"recording": upload}, follow=True)

    def test_a_recording_is_kept_and_heard_in_the_narration(self) -> None:
        narration = narrated(script())
        response = self.send(mp3(1.5))
        assert response.status_code == 200
        recording = HumanRecording.objects.get()
        assert (recording.sentence, recording.recorded_by) == (SENTENCE, self.editor)
        assert Narration.objects.get(key=narration.key).engines == ["espeak", "human"]

    def test_a_second_recording_replaces_the_first(self) -> None:
        self.send(mp3(1.5))
        first = Narration.objects.get().audio.name
        self.send(wav(2.5), "second.wav")
        assert HumanRecording.objects.count() == 1
        assert Narration.objects.get().audio.name != first

    def test_taking_it_back_lets_the_computer_speak_again(self) -> None:
        self.send(mp3(1.5))
        recording = HumanRecording.objects.get()
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(reverse("narration:take_back", args=[recording.pk]))
        assert not HumanRecording.objects.exists()
        assert Narration.objects.get().engines == ["espeak"]

    def test_the_page_offers_the_microphone_of_a_phone(self) -> None:
        response = self.client.get(self.url)
        self.assertContains(response, SENTENCE)
        self.assertContains(response, 'accept="audio/*"')
        self.assertContains(response, "capture")

    def test_wrong_files_get_one_sentence_and_leave_nothing(self) -> None:
        before = stored_files("recordings")
        for name, content in {
            "text.mp3": b"this is no sound at all" * 50,
            "empty.mp3": b"",
            "picture.png": b"\x89PNG\r\n\x1a\n" + bytes(200),
            "cut.mp3": mp3(1)[:30],
            "blip.wav": wav(0.05),
        }.items():
            with self.subTest(name):
                response = self.send(content, name)
                assert response.status_code == 200
                assert len(response.context["form"].errors["recording"]) == 1
                assert not HumanRecording.objects.exists()
        assert stored_files("recordings") == before

    def test_ten_megabytes_get_one_sentence_and_leave_nothing(self) -> None:
        response = self.send(bytes(10 * 1024 * 1024), "long.wav")
        (message,) = response.context["form"].errors["recording"]
        assert "8" in message
        assert not HumanRecording.objects.exists()

    def test_a_recording_of_an_hour_is_not_decoded_to_its_end(self) -> None:
        response = self.send(wav(125), "hour.wav")
        assert response.context["form"].errors["recording"]

    def test_sending_nothing_gets_a_sentence(self) -> None:
        response = self.client.post(self.url)
        assert len(response.context["form"].errors["recording"]) == 1

    def test_a_sentence_nobody_says_cannot_be_recorded(self) -> None:
        address = reverse("narration:record", args=["zh-hans", "0" * 64])
        assert self.client.get(address).status_code == 404

    def test_recordings_can_be_heard_in_the_admin_only(self) -> None:
        self.send(mp3(1.5))
        recording = HumanRecording.objects.get()
        heard = self.client.get(reverse("narration:listen", args=[recording.pk]))
        assert heard.status_code == 200
        self.client.logout()
        assert self.client.get(f"/media/{recording.audio.name}").status_code == 404

    @override_settings(UPLOAD_MAX_BYTES=1000)
    def test_the_limit_is_a_setting(self) -> None:
        assert self.send(mp3(1)).context["form"].errors


class SentenceListTests(QuietTestCase):
    """Finding the sentence to record."""

    def setUp(self) -> None:
        """An editor and two scripts in two languages."""
        super().setUp()
        self.client.force_login(staff("editor", *MAY_RECORD))
        self.enterContext(
            known(script(), script(f"{CALM}再见。"), script("Hello.", "en"))
        )
        self.url = reverse("narration:sentences")

    def test_each_sentence_is_listed_once(self) -> None:
        response = self.client.get(self.url)
        self.assertContains(response, SENTENCE, count=1)
        self.assertContains(response, "再见。")
        self.assertNotContains(response, "Hello.")

    def test_sentences_are_found_by_their_words_and_language(self) -> None:
        response = self.client.get(self.url, {"q": "再见"})
        self.assertContains(response, "再见。")
        self.assertNotContains(response, SENTENCE)
        self.assertContains(self.client.get(self.url, {"language": "en"}), "Hello.")

    def test_nonsense_in_the_address_is_no_error(self) -> None:
        for query in ({"p": "x"}, {"language": "klingon"}, {"q": "x" * 500}):
            assert self.client.get(self.url, query).status_code == 200


@pytest.mark.parametrize("name", ["sentences", "progress"])
@pytest.mark.django_db
def test_a_person_without_the_permission_is_refused(client, name: str) -> None:
    client.force_login(staff("visitor"))
    response = client.get(reverse(f"narration:{name}"))
    assert response.status_code in (302, 403)


@pytest.mark.django_db
def test_a_stranger_cannot_take_a_recording_back(client) -> None:
    client.force_login(staff("visitor"))
    for name in ("take_back", "listen"):
        address = reverse(f"narration:{name}", args=[1])
        assert client.post(address).status_code in (302, 403, 405)
