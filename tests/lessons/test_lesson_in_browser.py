"""A lesson on a phone: by touch, by keyboard, without JavaScript, without the network."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from lessons.models import LessonPage
from tests.conftest import PHONE
from tests.lessons.factories import make_lesson
from tests.quiz.factories import option_id

pytestmark = pytest.mark.browser

WATCH = """
window.told = [];
for (const name of ["step", "answer", "finish"]) {
  document.addEventListener(`fieldside:${name}`, (event) => {
    window.told.push([name, event.detail]);
    if (name === "finish") event.preventDefault();
  });
}
"""
NEXT, BACK = "[data-go=next]:visible", "[data-go=back]:visible"


@pytest.fixture
def lesson(site: str) -> LessonPage:
    """A published lesson: text, danger, question, a list to do, put in order."""
    return make_lesson()


@pytest.fixture
def opened(phone: Page, lesson: LessonPage) -> Page:
    """The lesson on the phone, with all it tells written down."""
    phone.add_init_script(WATCH)
    phone.goto(lesson.url)
    expect(phone.locator("#step-1")).to_be_visible()
    return phone


def wait_for_hand(page: Page) -> None:
    """Let the time pass in which a second tap is taken for a trembling hand."""
    page.wait_for_function(
        "since => performance.now() - since > 650",
        arg=page.evaluate("performance.now()"),
    )


def go(page: Page, way: str = NEXT) -> None:
    """Tap next (or back), as a calm hand does."""
    wait_for_hand(page)
    page.locator(way).tap()


def told(page: Page, name: str) -> list[dict]:
    """What the page told under one name."""
    return [detail for kind, detail in page.evaluate("window.told") if kind == name]


def test_one_step_is_shown_at_a_time(opened: Page) -> None:
    expect(opened.locator("[data-step]:visible")).to_have_count(1)
    go(opened)
    expect(opened.locator("#step-2")).to_be_visible()
    expect(opened.locator("[data-step]:visible")).to_have_count(1)
    assert opened.url.endswith("#step-2")


def test_the_back_button_and_a_reload_keep_the_place(opened: Page) -> None:
    go(opened)
    opened.reload()
    expect(opened.locator("#step-2")).to_be_visible()
    opened.go_back()
    expect(opened.locator("#step-1")).to_be_visible()
    opened.go_forward()
    expect(opened.locator("#step-2")).to_be_visible()


def test_choosing_bigger_letters_leads_back_to_the_same_step(opened: Page) -> None:
    go(opened)
    step = opened.evaluate("location.hash")
    opened.get_by_role("link", name="大字", exact=True).tap()
    opened.get_by_text("最大").tap()
    opened.get_by_role("button", name="就用这样的").tap()
    expect(opened.locator("html")).to_have_attribute("data-text", "32")
    assert opened.evaluate("location.hash") == step


def test_an_address_within_the_lesson_opens_there_from_the_top(
    phone: Page, lesson: LessonPage
) -> None:
    phone.goto(f"{lesson.url}#step-4")
    expect(phone.locator("#step-4")).to_be_visible()
    assert phone.evaluate("scrollY") == 0
    phone.goto("about:blank")
    phone.goto(f"{lesson.url}#step-99")
    expect(phone.locator("#step-1")).to_be_visible()


def test_focus_and_announcement_follow_the_step(opened: Page) -> None:
    go(opened)
    expect(opened.locator("#title-2")).to_be_focused()
    words = opened.locator("#step-2 [data-stepper-words]").inner_text()
    expect(opened.locator("[data-announce]")).to_have_text(words)


def test_a_trembling_tap_does_not_skip_a_step(opened: Page) -> None:
    wait_for_hand(opened)
    opened.evaluate(
        """() => {
          document.querySelector('#step-1 [data-go=next]').click();
          return new Promise((done) => addEventListener('hashchange', () => {
            document.querySelector('#step-2 [data-go=next]').click();
            done();
          }, { once: true }));
        }"""
    )
    assert opened.url.endswith("#step-2")


def test_the_skip_link_does_not_lose_the_place(opened: Page) -> None:
    go(opened)
    opened.evaluate("location.hash = 'main'")
    expect(opened.locator("#step-2")).to_be_visible()
    opened.wait_for_url(re.compile("#step-2$"))


def test_each_step_is_told_once_with_its_place(
    opened: Page, lesson: LessonPage
) -> None:
    go(opened)
    expect(opened.locator("#step-2")).to_be_visible()
    steps = lesson.outline().step_ids
    assert [
        (one["step"], one["index"], one["total"]) for one in told(opened, "step")
    ] == [
        (steps[0], 1, 5),
        (steps[1], 2, 5),
    ]
    assert told(opened, "step")[0]["lesson"] == str(lesson.translation_key)


def at_step(page: Page, number: int) -> None:
    """Open one step by its address."""
    page.evaluate(f"location.hash = 'step-{number}'")
    expect(page.locator(f"#step-{number}")).to_be_visible()


def test_next_without_an_answer_stays_with_a_friendly_word(opened: Page) -> None:
    at_step(opened, 3)
    go(opened)
    expect(opened.locator("#step-3 [data-tell=nudge]")).to_be_visible()
    assert opened.url.endswith("#step-3")
    assert not told(opened, "answer")


def test_a_wrong_answer_is_explained_and_may_be_tried_again(
    opened: Page, lesson: LessonPage
) -> None:
    at_step(opened, 3)
    step = opened.locator("#step-3")
    wrong, right = option_id("马上付"), option_id("先不付，问一问")
    step.locator(f"[data-option='{wrong}']").tap()
    expect(step.locator("[data-tell=wrong]")).to_be_visible()
    expect(step.locator(f"[data-tell='reason-{wrong}']")).to_be_visible()
    expect(step.locator("[data-tell=hint]")).to_be_visible()
    wait_for_hand(opened)
    step.locator(f"[data-option='{right}']").tap()
    expect(step.locator("[data-tell=right]")).to_be_visible()
    expect(step.locator("[data-tell=wrong]")).to_be_hidden()
    answers = told(opened, "answer")
    assert [(one["chosen"], one["right"]) for one in answers] == [
        ([wrong], False),
        ([right], True),
    ]
    step_id = lesson.outline().step_ids[2]
    assert answers[0]["step"] == step_id
    assert answers[0]["question"] == lesson.outline().questions[step_id]
    go(opened)
    expect(opened.locator("#step-4")).to_be_visible()


def test_put_in_order_by_tapping(opened: Page) -> None:
    at_step(opened, 5)
    step = opened.locator("#step-5")
    names = ["看名字", "看金额", "点付款"]
    option = {
        name: step.locator(f"[data-option='{option_id(name)}']") for name in names
    }
    for name in reversed(names):
        option[name].tap()
    expect(option["点付款"].locator("[data-place]")).to_have_text("1")
    step.locator("[type=submit]").tap()
    expect(step.locator("[data-tell=wrong]")).to_be_visible()
    option["点付款"].tap()  # takes it back, and all after it
    for name in names:
        expect(option[name]).to_have_attribute("aria-pressed", "false")
    wait_for_hand(opened)
    for name in names:
        option[name].tap()
    step.locator("[type=submit]").tap()
    expect(step.locator("[data-tell=right]")).to_be_visible()
    assert told(opened, "answer")[-1]["right"] is True


def test_questions_are_answered_with_the_network_cut(
    opened: Page, phone_context: BrowserContext
) -> None:
    at_step(opened, 3)
    phone_context.set_offline(True)
    opened.locator(f"[data-option='{option_id('先不付，问一问')}']").tap()
    expect(opened.locator("#step-3 [data-tell=right]")).to_be_visible()
    go(opened)
    go(opened)
    expect(opened.locator("#step-5")).to_be_visible()


def test_the_keyboard_is_enough(opened: Page) -> None:
    def press_on(selector: str, key: str = "Enter") -> None:
        for _ in range(40):
            opened.keyboard.press("Tab")
            if opened.evaluate("s => document.activeElement.matches(s)", selector):
                wait_for_hand(opened)
                opened.keyboard.press(key)
                return
        pytest.fail(f"{selector} cannot be reached by Tab")

    press_on("[data-go=next]")
    expect(opened.locator("#step-2")).to_be_visible()
    press_on("[data-go=next]")
    press_on(f"[data-option='{option_id('先不付，问一问')}']", "Space")
    expect(opened.locator("#step-3 [data-tell=right]")).to_be_visible()
    press_on("[data-go=next]")
    expect(opened.locator("#step-4")).to_be_visible()


def test_the_last_screen_says_what_to_remember_and_finishes(
    opened: Page, lesson: LessonPage
) -> None:
    opened.evaluate("location.hash = 'finish'")
    last = opened.locator("#finish")
    expect(last).to_contain_text(lesson.remember)
    last.locator("[type=submit]").tap()
    opened.wait_for_function("window.told.some(([name]) => name === 'finish')")
    assert told(opened, "finish") == [{"lesson": str(lesson.translation_key)}]


def test_without_javascript_all_steps_stand_below_each_other(
    browser: Browser, site: str, lesson: LessonPage
) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, **PHONE)
    page = context.new_page()
    page.goto(lesson.url)
    assert page.locator("[data-step]:visible").count() == 6
    assert page.locator("form:visible").count() == 3
    expect(page.locator("[data-tell]:visible")).to_have_count(0)
    context.close()


def test_one_step_shows_even_when_the_scripts_never_arrive(
    phone: Page, lesson: LessonPage
) -> None:
    phone.route("**/*.js", lambda route: route.abort())
    phone.goto(lesson.url)
    expect(phone.locator("[data-step]:visible")).to_have_count(1)
    phone.locator(NEXT).tap()
    expect(phone.locator("#step-2")).to_be_visible()
    expect(phone.locator("[data-step]:visible")).to_have_count(1)


DISPLAYS = ["22.paper.100.off.", "32.paper.100.off.", "32.contrast.100.off."]
PLACES = ["step-1", "step-2", "step-3", "step-4", "step-5", "finish"]


@pytest.fixture
def shown_as(
    phone: Page, phone_context: BrowserContext, site: str
) -> Callable[[str], Page]:
    """The phone, with the reader's choices in its cookie."""

    def choose(display: str) -> Page:
        phone_context.add_cookies([{"name": "display", "value": display, "url": site}])
        return phone

    return choose


@pytest.mark.parametrize("display", DISPLAYS[:2])
def test_nothing_scrolls_sideways_at_320_pixels(
    shown_as: Callable[[str], Page], lesson: LessonPage, display: str
) -> None:
    page = shown_as(display)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(lesson.url)
    for place in PLACES:
        page.evaluate(f"location.hash = '{place}'")
        expect(page.locator(f"#{place}")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, place


@pytest.mark.parametrize("display", DISPLAYS[:2])
def test_the_ways_on_stay_at_hand_and_leave_room_to_read(
    shown_as: Callable[[str], Page], lesson: LessonPage, display: str
) -> None:
    page = shown_as(display)
    page.goto(lesson.url)
    for place in PLACES:
        page.evaluate(f"location.hash = '{place}'")
        bar = page.locator(f"#{place} .step__bar")
        expect(bar).to_be_visible()
        if bar.evaluate("bar => getComputedStyle(bar).position") == "sticky":
            assert bar.bounding_box()["height"] <= 640 / 3, place
        for button in page.locator(f"#{place} :is(.big-button, .answer):visible").all():
            assert button.bounding_box()["height"] >= 72


@pytest.mark.parametrize("display", DISPLAYS)
def test_axe_finds_nothing(
    shown_as: Callable[[str], Page], lesson: LessonPage, display: str
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = shown_as(display)
    page.goto(lesson.url)
    for place in PLACES:
        page.evaluate(f"location.hash = '{place}'")
        expect(page.locator(f"#{place}")).to_be_visible()
        for form in page.locator(f"#{place} [data-question] [type=submit]").all()[:1]:
            form.click()
        violations = Axe().run(page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in violations] == [], place


def test_phone_and_server_mark_and_tell_alike(opened: Page) -> None:
    from itertools import permutations, product

    from quiz.rules import Option, mark, telling

    cases, expected = [], []
    for kind in ("one", "several", "true-false", "order"):
        for rights in product([True, False], repeat=3):
            options = [Option(str(n), right) for n, right in enumerate(rights)]
            for length in range(4):
                for chosen in permutations("012", length):
                    marking = mark(kind, options, chosen)
                    cases.append([kind, list(marking.right_ids), list(chosen)])
                    expected.append([marking.is_right, telling(kind, marking)])
    found = opened.evaluate(
        """async (cases) => {
          const { isRight, telling } = await import('/static/lessons/questions.js');
          return cases.map((one) => [isRight(...one), telling(...one)]);
        }""",
        cases,
    )
    assert found == expected
