"""A program of its own that speaks with eSpeak NG. Never imported by the product.

eSpeak NG is GPL-3, keeps global state and can end its process: so it lives behind a pipe.
Asked on stdin, one JSON object a line: {"text", "voice", "words_per_minute"}. Answers on
stdout with a JSON line {"rate", "bytes"} and that many bytes of 16-bit mono PCM, or with
{"error"}. Ends when stdin does.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

import espeakng_loader

SYNCHRONOUS = 2
DONT_EXIT = 0x8000
UTF8 = 1
RATE_PARAMETER = 1
LONGEST_DATA_PATH = 120  # eSpeak NG cuts longer ones off and gives up (measured at 190)
SynthCallback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)


class Speaker:
    """The library, set up once."""

    def __init__(self) -> None:
        self.library = ctypes.CDLL(espeakng_loader.get_library_path())
        self.rate = self.library.espeak_Initialize(
            SYNCHRONOUS, 0, short_data_path().encode(), DONT_EXIT
        )
        if self.rate <= 0:
            message = "eSpeak NG could not be started"
            raise RuntimeError(message)
        self.samples = bytearray()
        self.callback = SynthCallback(self._collect)
        self.library.espeak_SetSynthCallback(self.callback)
        self.library.espeak_Synth.argtypes = [
            ctypes.c_char_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ]

    def _collect(self, wave: Any, count: int, _events: Any) -> int:
        if wave and count > 0:
            self.samples += ctypes.string_at(wave, count * 2)
        return 0

    def speak(self, text: str, voice: str, words_per_minute: int) -> bytes:
        """PCM at `self.rate`. Raises `ValueError` for a voice that is not there."""
        if self.library.espeak_SetVoiceByName(voice.encode()) != 0:
            message = f"no voice {voice}"
            raise ValueError(message)
        self.library.espeak_SetParameter(RATE_PARAMETER, words_per_minute, 0)
        self.samples.clear()
        told = text.replace("\0", " ").encode()
        self.library.espeak_Synth(told, len(told) + 1, 0, 1, 0, UTF8, None, None)
        return bytes(self.samples)


def short_data_path() -> str:
    """The data folder, by a short link when its own path is too long."""
    path = str(espeakng_loader.get_data_path())
    if len(path) <= LONGEST_DATA_PATH:
        return path
    link = Path(tempfile.mkdtemp(prefix="espeak-")) / "data"
    link.symlink_to(path)
    return os.fspath(link)


def main() -> None:
    """Answer requests until nobody asks any more."""
    speaker = Speaker()
    for line in sys.stdin.buffer:
        try:
            pcm = speaker.speak(**json.loads(line))
            head: dict[str, Any] = {"rate": speaker.rate, "bytes": len(pcm)}
        except (ValueError, TypeError) as error:
            head, pcm = {"error": str(error)}, b""
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + pcm)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
