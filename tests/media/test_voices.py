"""The two computer voices: one on the network, one in a process of its own."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from unittest import mock

import pytest
import requests

from media import audio, espeak, google_voice
from media.exceptions import LanguageNotSpokenError, VoiceDownError
from tests.media.factories import mp3

STUCK = "import sys, time\nsys.stdin.readline()\ntime.sleep(60)\n"
DYING = "import sys\nsys.stdin.readline()\nsys.exit(1)\n"
BABBLING = "import sys\nsys.stdin.readline()\nprint('not json', flush=True)\nsys.stdin.readline()\n"
QUESTION = {"text": "好", "voice": "cmn", "words_per_minute": 140}


def answering(content: bytes) -> mock.Mock:
    """What the online service sends: one line with the MP3 in base64."""
    line = f'["wrb.fr","jQ1olc","[\\"{base64.b64encode(content).decode()}\\"]"]'
    return mock.Mock(
        iter_lines=lambda **_: [line.encode()], raise_for_status=lambda: None
    )


def sending(**behaviour: object) -> mock._patch:
    """Replace the network under gTTS."""
    return mock.patch.object(requests.Session, "send", **behaviour)


def test_the_online_voice_becomes_sound_of_ours() -> None:
    with sending(return_value=answering(mp3(2))):
        pcm = google_voice.speak("好", "zh-hans", 5)
    assert audio.duration_ms(pcm) == pytest.approx(2000 / google_voice.USUAL, abs=80)


def test_a_quick_online_voice_is_slowed_down_for_older_listeners() -> None:
    with sending(return_value=answering(mp3(3))):
        pcm = google_voice.speak("付款前先看清名字，名字不对就不付", "zh-hans", 5)
    assert audio.duration_ms(pcm) > 3900


def test_a_refused_connection_is_told_at_once() -> None:
    with (
        sending(side_effect=requests.ConnectionError("refused")),
        pytest.raises(VoiceDownError, match="connect"),
    ):
        google_voice.speak("好", "zh-hans", 5)


def test_a_hanging_connection_is_given_up_in_time() -> None:
    over = threading.Event()
    started = time.monotonic()
    with sending(side_effect=lambda *_, **__: over.wait(30)):
        with pytest.raises(VoiceDownError, match="in time"):
            google_voice.speak("好", "zh-hans", 0.3)
        over.set()
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("content", [b"", b"<html>blocked</html>"])
def test_an_answer_that_is_no_sound_counts_as_down(content: bytes) -> None:
    with sending(return_value=answering(content)), pytest.raises(VoiceDownError):
        google_voice.speak("好", "zh-hans", 5)


@pytest.mark.parametrize("voice", [google_voice, espeak])
def test_a_language_a_voice_never_learned_is_said_so(voice: object) -> None:
    with pytest.raises(LanguageNotSpokenError):
        voice.speak("བོད", "bo", 5)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("付款前，先看清名字。", "zh-hans"),
        ("Look at the name.", "en"),
        ("Tap 长辈版 now.", "en"),
    ],
)
def test_the_offline_voice_speaks(text: str, language: str) -> None:
    assert audio.duration_ms(espeak.speak(text, language, 10)) > 700


def test_the_offline_library_is_never_loaded_into_our_process() -> None:
    program = (
        "import django; django.setup()\n"
        "from media import espeak, voices\n"
        "espeak.speak('好', 'zh-hans', 20)\n"
        "import sys; maps = open('/proc/self/maps').read()\n"
        "assert 'espeakng_loader' not in sys.modules\n"
        "assert 'libespeak' not in maps\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("program", [STUCK, DYING, BABBLING])
def test_a_process_that_fails_is_ended_and_started_again(
    program: str, tmp_path: Path
) -> None:
    path = tmp_path / "voice.py"
    path.write_text(program)
    process = espeak.EspeakProcess(path)
    with pytest.raises(VoiceDownError):
        process.ask(QUESTION, 1.5)
    assert process.child is None
    path.write_text(espeak.PROGRAM.read_text())
    rate, pcm = process.ask(QUESTION, 20)
    process.close()
    assert rate == 22_050
    assert len(pcm) > 2_000


def test_an_unknown_voice_is_an_answer_not_a_crash() -> None:
    process = espeak.EspeakProcess()
    with pytest.raises(VoiceDownError, match="no voice"):
        process.ask({**QUESTION, "voice": "klingon-on-mars"}, 20)
    process.close()


def test_a_long_way_to_the_voices_does_not_stop_them(tmp_path: Path) -> None:
    deep = tmp_path / ("folder" * 20) / ("voices" * 15)
    deep.parent.mkdir(parents=True)
    import espeakng_loader

    deep.symlink_to(espeakng_loader.get_data_path())
    program = tmp_path / "voice.py"
    told = espeak.PROGRAM.read_text().replace(
        "espeakng_loader.get_data_path()", repr(str(deep))
    )
    program.write_text(told)
    process = espeak.EspeakProcess(program)
    _rate, pcm = process.ask(QUESTION, 20)
    process.close()
    assert pcm
