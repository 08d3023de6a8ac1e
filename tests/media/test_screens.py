"""Screens outside lessons speak too: their words, their times, their file."""

from __future__ import annotations

import sys
from types import SimpleNamespace
from unittest import mock

from django.utils.translation import gettext_lazy as _

from media import registry, screens
from media.narrating import narrate
from tests.media.factories import QuietTestCase

SCREENS = {
    "test.screen": (_("Listen"), "先看清名字。再付款。"),
    "buttons": (_("Pause"),),
}


class ScreenTests(QuietTestCase):
    """`/speech/<screen>/`, in the language of the address."""

    def setUp(self) -> None:
        """A screen of our own beside those of the product."""
        super().setUp()
        module = SimpleNamespace(SCREENS=SCREENS)
        self.enterContext(mock.patch.dict(sys.modules, {"media.speech": module}))

    def speak(self, name: str = "test.screen", language: str = "zh-hans") -> None:
        narrate(script=screens.screen_script(name, language))

    def test_every_screen_is_known_in_every_language(self) -> None:
        labels = [label for label, _script in registry.known_scripts()]
        assert "test.screen (zh-hans)" in labels
        assert "test.screen (en)" in labels

    def test_a_screen_whose_sound_is_not_made_says_so_calmly(self) -> None:
        response = self.client.get("/speech/test.screen/")
        assert response.status_code == 404
        assert response.json()["detail"]
        assert self.client.get("/speech/test.screen/audio/").status_code == 404

    def test_an_unknown_screen_is_not_found(self) -> None:
        assert self.client.get("/speech/nothing.here/").status_code == 404

    def test_words_times_and_file_come_together(self) -> None:
        self.speak()
        found = self.client.get("/speech/test.screen/").json()
        assert found["texts"]["line-2"] == "先看清名字。再付款。"
        assert [cue[2] for cue in found["cues"]] == ["line-1", "line-2", "line-2"]
        assert found["synthetic"] is True
        assert self.client.get(found["src"]).status_code == 200

    def test_the_address_decides_the_language(self) -> None:
        self.speak(language="en")
        assert self.client.get("/speech/test.screen/").status_code == 404
        found = self.client.get("/en/speech/test.screen/").json()
        assert found["texts"]["line-1"] == "Listen"

    def test_without_javascript_a_link_leads_to_the_sound(self) -> None:
        self.speak()
        response = self.client.get("/speech/test.screen/audio/")
        assert response.status_code == 302
        assert response.url.startswith("/media/narrations/")

    def test_labels_of_buttons_are_only_spoken_when_asked_for(self) -> None:
        script = screens.screen_script("buttons", "en")
        assert "Pause" in [segment.text for segment in script.segments]
        assert not any(segment.in_flow for segment in script.segments)
