"""朗读进度 tells what can be heard, what is being made and what failed."""

from __future__ import annotations

from unittest import mock

from django.urls import reverse

from media import services, voices
from media.enums import Engine, JobState
from media.exceptions import VoiceDownError
from media.models import NarrationJob
from tests.media.factories import QuietTestCase, known, narrated, script, staff


class ProgressPageTests(QuietTestCase):
    """As an editor sees it."""

    def setUp(self) -> None:
        """An editor, and a script of two sentences."""
        super().setUp()
        self.client.force_login(
            staff("editor", "view_narration", "change_narrationjob")
        )
        self.enterContext(known(script()))
        self.url = reverse("narration:progress")

    def rows(self) -> list:
        return self.client.get(self.url).context["languages"]

    def test_sentences_are_counted_by_their_voice(self) -> None:
        (row,) = self.rows()
        assert (row.sentences, row.spoken, row.missing) == (2, 0, 2)
        narrated(script())
        (row,) = self.rows()
        assert (row.spoken, row.by_engine["espeak"]) == (2, 2)

    def test_a_running_job_shows_how_far_it_is(self) -> None:
        (job,) = services.request_narration([script()], label="看清名字")
        NarrationJob.objects.filter(pk=job.pk).update(state=JobState.RUNNING, done=1)
        response = self.client.get(self.url, {"part": 1})
        self.assertContains(response, "看清名字")
        self.assertContains(response, "1 / 2")
        self.assertNotContains(response, "<html")

    def test_a_failure_shows_its_reason_and_can_be_tried_again(self) -> None:
        silent = mock.Mock(side_effect=VoiceDownError("no network"))
        with (
            mock.patch.dict(voices.SPEAKERS, {Engine.ESPEAK: silent}),
            self.captureOnCommitCallbacks(execute=True),
        ):
            services.request_narration([script()])
        job = NarrationJob.objects.get()
        again = reverse("narration:again", args=[job.pk])
        self.assertContains(self.client.get(self.url), "no network")
        self.assertContains(self.client.get(self.url), again)
        voices.cache.clear()
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(again)
        assert NarrationJob.objects.get().state == JobState.DONE
        assert self.client.post(again).status_code == 404

    def test_what_is_missing_can_be_made_with_one_press(self) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            self.client.post(reverse("narration:make_missing"))
        assert self.rows()[0].missing == 0

    def test_nothing_is_changed_by_looking(self) -> None:
        for name, arguments in [("make_missing", []), ("again", [1])]:
            address = reverse(f"narration:{name}", args=arguments)
            assert self.client.get(address).status_code == 405

    def test_who_may_only_look_sees_no_button_and_cannot_press_it(self) -> None:
        self.client.force_login(staff("reader", "view_narration"))
        address = reverse("narration:make_missing")
        self.assertNotContains(self.client.get(self.url), address)
        self.assertRedirects(
            self.client.post(address), "/admin/", fetch_redirect_response=False
        )
        assert not NarrationJob.objects.exists()

    def test_without_any_text_the_page_says_so(self) -> None:
        with known():
            assert self.client.get(self.url).status_code == 200
