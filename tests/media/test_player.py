"""The player in a real browser: what is heard is what is lit."""

from __future__ import annotations

import time

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page

from media.narrating import narrate
from tests.media.player_urls import FIRST, SECOND

pytestmark = pytest.mark.browser

MOST_MS = 200  # how far the light may be from the voice
WATCH = """
const RealAudio = window.Audio;
window.Audio = function () { return (window.heard = new RealAudio()); };
window.lit = [];
document.addEventListener("fieldside:sentence", (event) => {
  window.lit.push([event.detail.cue, window.heard.currentTime * 1000, event.target.dataset.src]);
});
"""
FIRST_STEP = "[data-step=step-1]"
SECOND_STEP = "[data-step=step-2]"
NOW = ".sentence--now"


@pytest.fixture
def page(phone: Page, settings: object) -> Page:
    """The page with two steps that can be heard."""
    settings.ROOT_URLCONF = "tests.media.player_urls"
    cache.clear()
    narrate(script=FIRST)
    narrate(script=SECOND)
    phone.add_init_script(WATCH)
    phone.goto("/listening/")
    return phone


def press(page: Page, step: str = FIRST_STEP) -> None:
    page.locator(f"{step} [data-action=listen]").tap()


def words(page: Page, step: str = FIRST_STEP) -> str:
    return page.locator(f"{step} .big-button__words").inner_text()


def until(page: Page, condition: str) -> None:
    """Wait for a condition; the page's own policy forbids Playwright's way of doing it."""
    deadline = time.monotonic() + 15
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(30)


def is_silent(page: Page) -> bool:
    return page.evaluate("!window.heard || window.heard.paused")


def wait_for_sound(page: Page) -> None:
    until(page, "window.heard && !heard.paused && heard.currentTime > 0.15")


def test_the_light_follows_the_voice_within_a_fifth_of_a_second(page: Page) -> None:
    press(page)
    until(page, "window.lit.length >= 3")
    cues = page.evaluate(
        f"JSON.parse(document.querySelector('{FIRST_STEP} .player').dataset.cues)"
    )
    lit = page.evaluate("window.lit")
    assert [cue for cue, _at, _src in lit] == [0, 1, 2]
    for cue, at, _src in lit[1:]:
        assert abs(at - cues[cue][0]) <= MOST_MS
    assert page.locator(NOW).count() == 1
    assert page.locator(NOW).inner_text() == "慢慢来，不着急。"


def test_the_light_is_more_than_a_colour(page: Page) -> None:
    press(page)
    shadow = page.locator(NOW).evaluate(
        "(element) => getComputedStyle(element).boxShadow"
    )
    assert "inset" in shadow


def test_at_the_end_of_the_flow_it_falls_silent(page: Page) -> None:
    page.locator(f"{FIRST_STEP} [data-cue='2']").tap()
    wait_for_sound(page)
    until(page, "document.querySelector('.sentence--now') === null")
    assert is_silent(page)
    assert page.evaluate("window.lit.map((row) => row[0])") == [2]
    assert words(page) == words(page, SECOND_STEP)


def test_pause_keeps_the_place(page: Page) -> None:
    listen = words(page)
    press(page)
    wait_for_sound(page)
    assert words(page) != listen
    page.wait_for_timeout(650)  # a second tap sooner would be a trembling hand
    press(page)
    until(page, "window.heard.paused")
    stopped_at = page.evaluate("heard.currentTime")
    assert words(page) == listen
    page.wait_for_timeout(650)
    press(page)
    until(page, "!heard.paused")
    assert page.evaluate("heard.currentTime") >= stopped_at


def test_a_trembling_hand_does_not_stop_what_it_started(page: Page) -> None:
    page.locator(f"{FIRST_STEP} [data-action=listen]").dblclick()
    wait_for_sound(page)
    assert not is_silent(page)


def test_a_tapped_sentence_is_heard_from_its_start(page: Page) -> None:
    cues = page.evaluate(
        f"JSON.parse(document.querySelector('{FIRST_STEP} .player').dataset.cues)"
    )
    page.locator(f"{FIRST_STEP} [data-cue='1']").tap()
    until(page, "window.heard && !heard.paused && !heard.seeking")
    at = page.evaluate("heard.currentTime * 1000")
    assert cues[1][0] - MOST_MS <= at <= cues[1][0] + 1000
    assert page.locator(NOW).inner_text() == "名字不对，就不要付。"


def test_the_keyboard_can_do_the_same(page: Page) -> None:
    page.locator(f"{FIRST_STEP} [data-action=listen]").focus()
    page.keyboard.press("Enter")
    wait_for_sound(page)
    page.keyboard.press("ArrowRight")
    assert page.locator(NOW).inner_text() == "名字不对，就不要付。"
    page.keyboard.press("ArrowLeft")
    assert page.locator(NOW).inner_text() == "付款前，先看清名字。"


def test_only_one_player_sounds_at_a_time(page: Page) -> None:
    press(page)
    wait_for_sound(page)
    press(page, SECOND_STEP)
    assert page.locator(f"{FIRST_STEP} {NOW}").count() == 0
    until(page, "window.lit.length >= 2")
    assert page.locator(NOW).inner_text() == "第二步，再看钱数。"


def test_words_outside_the_flow_are_spoken_when_asked_for(page: Page) -> None:
    page.evaluate(
        f"document.querySelector('{FIRST_STEP} .player').dispatchEvent("
        "new CustomEvent('fieldside:say', {detail: {segment: ['praise', 'body']}}))"
    )
    assert page.locator(NOW).inner_text() == "说得对。"
    until(page, "window.lit.length >= 2")
    assert page.evaluate("window.lit.map((row) => row[0]).slice(0, 2)") == [3, 0]


def test_a_new_step_silences_the_old_one(page: Page) -> None:
    press(page)
    wait_for_sound(page)
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('fieldside:step', {detail: {step: 'step-2'}}))"
    )
    assert is_silent(page)
    assert page.locator(NOW).count() == 0


def test_it_never_speaks_by_itself(page: Page) -> None:
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.reload()
    page.locator(f"{FIRST_STEP} [data-action=listen]").wait_for()
    assert is_silent(page)
    assert not [url for url in requests if ".mp3" in url]


def test_with_read_aloud_it_waits_for_a_first_touch_and_then_speaks(
    page: Page, phone_context: BrowserContext, site: str
) -> None:
    phone_context.add_cookies(
        [{"name": "display", "value": "22.paper.100.on.", "url": site}]
    )
    page.goto("/listening/")
    until(page, "window.lit.length >= 1")
    assert is_silent(page)
    page.locator("h1, main").first.tap(position={"x": 4, "y": 4})
    wait_for_sound(page)
    assert page.locator(f"{FIRST_STEP} {NOW}").count() == 1


def test_the_chosen_speed_is_kept(
    page: Page, phone_context: BrowserContext, site: str
) -> None:
    phone_context.add_cookies(
        [{"name": "display", "value": "22.paper.75.off.", "url": site}]
    )
    page.goto("/listening/")
    press(page)
    wait_for_sound(page)
    assert page.evaluate("heard.playbackRate") == 0.75
    assert page.evaluate("heard.preservesPitch") is True


def test_without_a_network_a_gentle_sentence_tells(
    page: Page, phone_context: BrowserContext
) -> None:
    phone_context.set_offline(True)
    press(page)
    message = page.locator(f"{FIRST_STEP} [data-player-message]")
    until(
        page,
        f"document.querySelector('{FIRST_STEP} [data-player-message]').textContent",
    )
    assert message.is_visible()
    phone_context.set_offline(False)
    page.wait_for_timeout(650)
    press(page)
    wait_for_sound(page)
    assert message.inner_text() == ""


def test_a_computers_voice_is_labelled(page: Page) -> None:
    assert page.locator(f"{FIRST_STEP} .player__note").is_visible()


def test_a_missing_sound_is_said_calmly(page: Page) -> None:
    button = page.locator("[data-step=step-3] button")
    assert button.is_visible()
    assert button.is_disabled()


def test_without_javascript_there_is_a_native_player_with_captions(
    page: Page, browser: object, site: str
) -> None:
    plain = browser.new_page(base_url=site, java_script_enabled=False)
    plain.goto("/listening/")
    native = plain.locator(f"{FIRST_STEP} audio")
    assert native.is_visible()
    assert native.get_attribute("preload") == "none"
    captions = plain.request.get(
        plain.locator(f"{FIRST_STEP} track").get_attribute("src")
    )
    assert captions.text().startswith("WEBVTT")
    assert "名字不对，就不要付。" in captions.text()
    assert not plain.locator(f"{FIRST_STEP} [data-action=listen]").is_visible()
    plain.close()
