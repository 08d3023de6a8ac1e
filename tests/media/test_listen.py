"""Screens outside lessons are read aloud as well, and so are buttons for who wants that."""

from __future__ import annotations

import time

import pytest
from playwright.sync_api import BrowserContext, Page

from media.narrating import narrate
from media.screens import screen_script

pytestmark = pytest.mark.browser

LISTEN = ".listen [data-action=listen]"
NOW = ".sentence--now"
WATCH = """
const RealAudio = window.Audio;
window.Audio = function () { return (window.heard = new RealAudio()); };
"""


@pytest.fixture
def screen(phone: Page) -> Page:
    """The display settings, the only screen of the design system that everybody opens."""
    phone.add_init_script(WATCH)
    phone.goto("/display/")
    return phone


def until(page: Page, condition: str) -> None:
    """Wait for a condition; the page's own policy forbids Playwright's way of doing it."""
    deadline = time.monotonic() + 15
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(30)


def test_a_screen_is_read_and_what_is_read_is_lit(screen: Page) -> None:
    script = screen_script("accessibility.display", "zh-hans")
    narrate(script=script)
    screen.locator(LISTEN).tap()
    until(screen, "window.heard && heard.currentTime > 0.3")
    assert screen.locator(NOW).first.inner_text() in [
        part.text for part in script.segments
    ]
    assert screen.locator(".listen [data-synthetic]").is_visible()


def test_a_screen_without_sound_yet_says_so(screen: Page) -> None:
    screen.locator(LISTEN).tap()
    until(screen, "document.querySelector('[data-player-message]').textContent")
    assert screen.locator("[data-player-message]").is_visible()


def test_buttons_say_their_name_for_who_reads_aloud(
    screen: Page, phone_context: BrowserContext, site: str
) -> None:
    narrate(script=screen_script("buttons", "zh-hans"))
    phone_context.add_cookies(
        [{"name": "display", "value": "22.paper.100.on.", "url": site}]
    )
    screen.goto("/display/")
    screen.locator("main").click(position={"x": 3, "y": 3})
    screen.locator("main button[type=submit]").first.focus()
    until(screen, "window.heard && !heard.paused && heard.currentTime > 0.05")


def test_without_javascript_the_button_is_a_link_to_the_sound(
    screen: Page, browser: object, site: str
) -> None:
    narrate(script=screen_script("accessibility.display", "zh-hans"))
    plain = browser.new_page(base_url=site, java_script_enabled=False)
    plain.goto("/display/")
    link = plain.locator(".listen a")
    assert link.is_visible()
    heard = plain.request.get(link.get_attribute("href"))
    assert heard.headers["content-type"] == "audio/mpeg"
    plain.close()
