"""The screens of the design system in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.support.screens import (
    axe_violations,
    choose_display,
    sideways_pixels,
    small_targets,
    small_text,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SCREENS = ["/styleguide/", "/display/", "/no-such-page/"]
# WCAG 1.4.12: what a reader may override.
TEXT_SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""


def open_screen(page: Page, site: str, address: str, theme: str, size: int) -> None:
    choose_display(page, site, text_size=size, theme=theme)
    page.goto(address)


@pytest.mark.parametrize("theme", ["paper", "contrast"])
@pytest.mark.parametrize("address", SCREENS)
def test_axe_finds_nothing_in_the_largest_letters(phone, site, address, theme):
    open_screen(phone, site, address, theme, 32)
    assert axe_violations(phone) == []


@pytest.mark.parametrize("size", [18, 22, 26, 32])
@pytest.mark.parametrize("address", SCREENS)
def test_a_narrow_phone_has_nothing_sideways_and_nothing_small(
    phone, site, address, size
):
    phone.set_viewport_size({"width": 320, "height": 568})
    open_screen(phone, site, address, "paper", size)
    assert sideways_pixels(phone) == 0
    assert small_targets(phone) == []
    assert small_text(phone) == []


@pytest.mark.parametrize("address", SCREENS)
def test_wider_spacing_of_the_words_breaks_nothing(phone, site, address):
    phone.set_viewport_size({"width": 320, "height": 568})
    open_screen(phone, site, address, "paper", 32)
    phone.evaluate(
        """(rules) => {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync(rules);
          document.adoptedStyleSheets = [sheet];
        }""",
        TEXT_SPACING,
    )
    assert sideways_pixels(phone) == 0


@pytest.mark.parametrize("address", SCREENS)
def test_english_fits_as_well(phone, site, address):
    phone.set_viewport_size({"width": 320, "height": 568})
    open_screen(phone, site, f"/en{address}", "paper", 32)
    assert sideways_pixels(phone) == 0


def test_choosing_by_touch_changes_the_next_screen(phone):
    phone.goto("/styleguide/")
    phone.get_by_role("link", name="大字", exact=True).tap()
    phone.get_by_text("最大").tap()
    phone.get_by_text("黑底白字").tap()
    phone.get_by_role("button", name="就用这样的").tap()
    expect(phone).to_have_url("/styleguide/")
    root = phone.locator("html")
    expect(root).to_have_attribute("data-text", "32")
    expect(root).to_have_attribute("data-theme", "contrast")
    assert phone.evaluate("getComputedStyle(document.body).fontSize") == "32px"


def test_the_sample_shows_a_choice_before_it_is_kept(phone):
    phone.goto("/display/")
    sample = phone.locator(".display-form__sample:visible")
    expect(sample).to_have_count(1)
    phone.get_by_text("最大").tap()
    assert sample.evaluate("part => getComputedStyle(part).fontSize") == "32px"
    phone.get_by_text("黑底白字").tap()
    ground = sample.evaluate("part => getComputedStyle(part).backgroundColor")
    assert ground == "rgb(0, 0, 0)"


def test_everything_can_be_chosen_with_the_keyboard_alone(phone):
    phone.goto("/display/?next=/styleguide/")
    phone.locator("[name=text_size]:checked").focus()
    phone.keyboard.press("ArrowDown")
    phone.keyboard.press("Enter")
    expect(phone).to_have_url("/styleguide/")
    expect(phone.locator("html")).to_have_attribute("data-text", "26")


def test_without_scripts_the_choice_works_and_the_keypad_is_a_number_field(
    browser, site
):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/display/?next=/styleguide/")
    page.get_by_text("更大").click()
    page.get_by_role("button", name="就用这样的").click()
    assert page.url == f"{site}/styleguide/"
    assert 'data-text="26"' in page.content()
    page.goto("/styleguide/")
    expect(page.locator(".keypad__key")).to_have_count(0)
    expect(page.locator("#number")).to_have_attribute("inputmode", "numeric")
    context.close()


def test_the_keypad_writes_erases_and_stops_at_its_length(phone):
    phone.goto("/styleguide/#keypad")
    pad = phone.locator("[data-keypad]").first
    for key in ("1", "2", "0", "退一格", "3"):
        pad.get_by_role("button", name=key, exact=True).tap()
    field = pad.locator("input")
    expect(field).to_have_value("123")
    for _ in range(8):
        pad.get_by_role("button", name="9", exact=True).tap()
    expect(field).to_have_value("12399999")
    pad.get_by_role("button", name="重输").tap()
    expect(field).to_have_value("")


def test_the_first_tab_leads_to_the_content(phone):
    phone.goto("/styleguide/")
    phone.keyboard.press("Tab")
    expect(phone.get_by_role("link", name="跳到正文")).to_be_focused()
    phone.keyboard.press("Enter")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.closest('main') !== null")


def test_the_first_screen_asks_nothing_of_other_sites(phone, site):
    addresses: list[str] = []
    phone.on("request", lambda request: addresses.append(request.url))
    phone.goto("/styleguide/")
    assert [one for one in addresses if not one.startswith((site, "data:"))] == []
