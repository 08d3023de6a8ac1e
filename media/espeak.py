"""The offline voice: asks `espeak_process.py`, which runs beside us and can be killed."""

from __future__ import annotations

import atexit
import json
import os
import re
import select
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

from media.audio import resample
from media.exceptions import LanguageNotSpokenError, VoiceDownError

PROGRAM = Path(__file__).with_name("espeak_process.py")
VOICES = {"zh": "cmn", "yue": "yue", "en": "en", "ko": "ko", "kk": "kk", "ug": "ug"}
# Measured over the starter lessons: about 170 characters, or 145 English words, a minute.
WORDS_PER_MINUTE = {"cmn": 141, "yue": 141}
USUAL_WORDS_PER_MINUTE = 115
PIECE_BYTES = 65_536
HANZI_RUN = re.compile(r"([\u3400-\u9fff]+)")


class EspeakProcess:
    """One running worker program. Not shared between processes; one question at a time."""

    def __init__(self, program: Path = PROGRAM) -> None:
        self.program = program
        self.lock = threading.Lock()
        self.child: subprocess.Popen[bytes] | None = None
        self.owner = 0

    def ask(
        self, question: dict[str, Any], timeout_seconds: float
    ) -> tuple[int, bytes]:
        """Rate and PCM. Raises `VoiceDownError`, and then the program was ended."""
        with self.lock:
            try:
                return self._exchange(question, time.monotonic() + timeout_seconds)
            except (OSError, ValueError, EOFError) as error:
                self.close()
                reason = str(error) or type(error).__name__
                raise VoiceDownError(reason) from error

    def close(self) -> None:
        """End the program; the next question starts another."""
        child, self.child = self.child, None
        if child is None or self.owner != os.getpid():
            return
        child.kill()
        child.wait()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                pipe.close()

    def _exchange(self, question: dict[str, Any], deadline: float) -> tuple[int, bytes]:
        child = self._running()
        assert child.stdin  # noqa: S101 - asked for with PIPE
        child.stdin.write(json.dumps(question).encode() + b"\n")
        child.stdin.flush()
        answer = _Answer(child, deadline)
        head = json.loads(answer.line())
        if "error" in head:
            raise ValueError(head["error"])
        return head["rate"], answer.exactly(head["bytes"])

    def _running(self) -> subprocess.Popen[bytes]:
        """The program; a new one in a forked worker, whose parent keeps the old one."""
        if (
            self.child is None
            or self.owner != os.getpid()
            or self.child.poll() is not None
        ):
            self.close()
            self.owner = os.getpid()
            self.child = subprocess.Popen(  # noqa: S603 - our own file, no shell
                [sys.executable, "-I", str(self.program)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        return self.child


class _Answer:
    """Reading from the program with a time limit."""

    def __init__(self, child: subprocess.Popen[bytes], deadline: float) -> None:
        assert child.stdout  # noqa: S101 - asked for with PIPE
        self.pipe = child.stdout
        self.deadline = deadline
        self.waiting = b""

    def line(self) -> bytes:
        while b"\n" not in self.waiting:
            self._more()
        line, _newline, self.waiting = self.waiting.partition(b"\n")
        return line

    def exactly(self, count: int) -> bytes:
        pieces = bytearray(self.waiting)
        while len(pieces) < count:
            self.waiting = b""
            self._more()
            pieces += self.waiting
        return bytes(pieces)

    def _more(self) -> None:
        left = self.deadline - time.monotonic()
        if left <= 0 or not select.select([self.pipe], [], [], left)[0]:
            message = "eSpeak NG did not answer in time"
            raise TimeoutError(message)
        piece = os.read(self.pipe.fileno(), PIECE_BYTES)
        if not piece:
            message = "eSpeak NG ended"
            raise EOFError(message)
        self.waiting += piece


_process = EspeakProcess()
atexit.register(_process.close)


def speak(text: str, language: str, timeout_seconds: float) -> bytes:
    """PCM of a sentence. Hanzi inside another language are left to the Chinese voice."""
    voice = VOICES.get(language.split("-")[0].lower())
    if voice is None:
        raise LanguageNotSpokenError(language)
    pcm = b""
    for part in HANZI_RUN.split(text) if voice not in {"cmn", "yue"} else [text]:
        if part.strip():
            own = "cmn" if HANZI_RUN.fullmatch(part) else voice
            pcm += _speak_part(part, own, timeout_seconds)
    if not pcm:
        message = "eSpeak NG made no sound"
        raise VoiceDownError(message)
    return pcm


def _speak_part(text: str, voice: str, timeout_seconds: float) -> bytes:
    question = {
        "text": _for_voice(text, voice),
        "voice": voice,
        "words_per_minute": WORDS_PER_MINUTE.get(voice, USUAL_WORDS_PER_MINUTE),
    }
    rate, pcm = _process.ask(question, timeout_seconds)
    return resample(pcm, rate) if pcm else b""


def _for_voice(text: str, voice: str) -> str:
    """Inside Chinese a lone A would be read as the article: as in `a book`."""
    if voice not in {"cmn", "yue"}:
        return text
    return re.sub(r"(?<![A-Za-z])[Aa](?![A-Za-z])", "ay", text)
