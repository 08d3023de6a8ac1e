"""A lesson on a cheap phone costs no more than promised (DESIGN.md D6).

Bytes and requests, not time, over the set-up that `make run` makes: hashed and packed
files, starter lessons, narration.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from benchmarks.server import RealServer
from benchmarks.weighing import Weight, weigh

pytestmark = pytest.mark.browser

REQUESTS = 8
BYTES = 70_000
SCRIPT_BYTES = 10_000


@pytest.fixture(scope="module")
def server() -> Iterator[RealServer]:
    """The default set-up with the voice of one lesson."""
    with RealServer() as running:
        running.manage("narrate", "--language", "zh-hans", "--only", "付款前")
        yield running


@pytest.fixture(scope="module")
def lesson(server: RealServer, browser: Browser) -> Weight:
    """A first visit to a lesson."""
    return weigh(browser, f"{server.url}/lessons/check-the-name/", slow=False)


def test_a_lesson_takes_few_requests(lesson: Weight) -> None:
    assert lesson.requests <= REQUESTS, lesson.addresses


def test_a_lesson_is_light_with_its_pictures(lesson: Weight) -> None:
    assert lesson.bytes <= BYTES


def test_a_lesson_needs_little_script(lesson: Weight) -> None:
    assert 0 < lesson.script_bytes <= SCRIPT_BYTES


def test_nothing_is_asked_of_a_third_party(lesson: Weight, server: RealServer) -> None:
    assert lesson.hosts == {server.url.removeprefix("http://")}
