"""Texts, sounds and people for tests of narration."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock

from django.contrib.auth.models import Permission
from django.core.cache import cache
from django.test import TestCase

from accounts.models import User
from media import audio, registry
from media.models import Clip, Narration
from media.narrating import narrate
from media.rules import Segment, SpeechScript

CALM = "付款前，先看清名字。名字不对，就不要付。"


def script(text: str = CALM, language: str = "zh-hans", **more: str) -> SpeechScript:
    """A script with a body in the flow and further segments that wait to be asked for."""
    extra = tuple(Segment(name, words, in_flow=False) for name, words in more.items())
    return SpeechScript(language, (Segment("body", text), *extra))


def narrated(wanted: SpeechScript) -> Narration:
    """The narration of a script, made by the real offline voice."""
    narrate(script=wanted)
    return Narration.objects.latest("made_at")


def tone(seconds: float = 1.0, pitch: int = 440) -> bytes:
    """PCM of a plain tone."""
    count = int(seconds * audio.RATE)
    wave = (
        int(8000 * math.sin(2 * math.pi * pitch * n / audio.RATE)) for n in range(count)
    )
    return array("h", wave).tobytes()


def mp3(seconds: float = 1.0) -> bytes:
    """A real MP3 file."""
    return audio.encode_mp3(tone(seconds), {})


def staff(name: str, *permissions: str) -> User:
    """A person who may enter the admin and has these permissions of the media app."""
    person = User.objects.create_user(username=name, password="only-for-tests")
    wanted = ["access_admin", *permissions]
    person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return person


@contextmanager
def known(*scripts: SpeechScript) -> Iterator[None]:
    """Only these scripts are known to the product."""
    cache.delete("media-known-keys")
    rows = [
        (f"page {number}", wanted) for number, wanted in enumerate(scripts, start=1)
    ]
    with mock.patch.object(registry, "_sources", [lambda: rows]):
        yield
    cache.delete("media-known-keys")


def stored_files(folder: str) -> set[str]:
    """What lies in one folder of the storage."""
    from django.core.files.storage import default_storage

    if not default_storage.exists(folder):
        return set()
    return set(default_storage.listdir(folder)[1])


class QuietTestCase(TestCase):
    """No voice rests because of another test."""

    def setUp(self) -> None:
        """A clean memory of failures."""
        cache.clear()
        self.addCleanup(cache.clear)


def counts() -> tuple[int, int]:
    """How many clips and narrations there are."""
    return Clip.objects.count(), Narration.objects.count()
