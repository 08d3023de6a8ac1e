"""The ways in on a real phone: by touch, by keyboard, without JavaScript, for any eyes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.services import import_regions, load_consent_texts
from tests.accounts.factories import PIN, agree_to_everything, make_card
from tests.support.screens import (
    axe_violations,
    choose_display,
    sideways_pixels,
    small_targets,
    small_text,
)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

OPEN_SCREENS = ("/enter/", "/enter/card/", "/enter/new/", "/enter/staff/", "/privacy/")
OWN_SCREENS = (
    "/enter/",
    "/enter/my-card/",
    "/enter/leave/",
    "/privacy/",
    "/privacy/about-me/",
    "/privacy/consent/",
    "/privacy/delete/",
)


def tap_digits(phone: Page, digits: str) -> None:
    """Tap the keys of the keypad on the screen."""
    for digit in digits:
        phone.locator(".keypad__key", has_text=digit).tap()


def come_in(phone: Page, number: str) -> None:
    """Card and PIN by touch."""
    phone.goto("/enter/card/")
    tap_digits(phone, number)
    phone.locator(".big-button--go").tap()
    tap_digits(phone, PIN)
    phone.locator(".big-button--go").tap()
    phone.wait_for_function("document.cookie.includes('who=')")


def hold_to_promises(phone: Page) -> None:
    """Nothing axe finds, nothing sideways, nothing small."""
    assert axe_violations(phone) == []
    assert sideways_pixels(phone) == 0
    assert small_targets(phone) == []
    assert small_text(phone) == []


def test_card_and_pin_by_touch(phone: Page) -> None:
    card = make_card()
    agree_to_everything(card.learner)
    come_in(phone, card.number)
    phone.goto("/enter/my-card/")
    expect(phone.locator(".person__name")).to_have_text("王阿姨")


def test_the_keypad_and_its_button_fit_on_the_phone(phone: Page) -> None:
    card = make_card()
    for address in ("/enter/card/", f"/c/{card.number}/"):
        phone.goto(address)
        box = phone.locator(".big-button--go").bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= 640


def test_a_slip_can_be_put_right_on_the_keypad(phone: Page) -> None:
    phone.goto("/enter/card/")
    tap_digits(phone, "11111111")
    phone.locator(".big-button--go").tap()
    expect(phone.locator(".field__error")).to_contain_text("请再看看卡上的数字")
    expect(phone.locator("[name=number]")).to_have_value("11111111")


def test_one_tap_says_it_is_somebody_else(phone: Page) -> None:
    card = make_card()
    agree_to_everything(card.learner)
    come_in(phone, card.number)
    phone.goto("/enter/my-card/")
    phone.get_by_role("button", name="不是您？").tap()
    expect(phone).to_have_url("/enter/")
    assert "who=" not in phone.evaluate("document.cookie")


def test_a_page_that_is_the_same_for_everybody_learns_the_name(phone: Page) -> None:
    card = make_card()
    agree_to_everything(card.learner)
    phone.goto("/display/")
    expect(phone.locator(".person")).to_be_hidden()
    come_in(phone, card.number)
    phone.goto("/display/")
    expect(phone.locator(".person__name")).to_have_text("王阿姨")
    phone.get_by_role("button", name="不是您？").tap()
    expect(phone).to_have_url("/enter/")


def test_registration_by_touch_to_the_own_card(phone: Page) -> None:
    load_consent_texts()
    phone.goto("/enter/new/")
    phone.locator("[name=display_name]").fill("李大爷")
    phone.get_by_role("button", name="下一步").tap()
    for _question in ("place", "decade", "audience"):
        phone.get_by_role("button", name="跳过").tap()
    phone.get_by_role("button", name="我同意").tap()
    tap_digits(phone, PIN)
    phone.get_by_role("button", name="好了").tap()
    expect(phone).to_have_url("/enter/my-card/")
    expect(phone.locator(".my-card__name")).to_have_text("李大爷")


@pytest.fixture
def plain_page(browser: Browser, site: str) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(
        base_url=site, java_script_enabled=False, locale="zh-CN"
    )
    yield context.new_page()
    context.close()


def register_without_javascript(page: Page) -> str:
    """Answer what is asked; returns the number of the card."""
    page.goto("/enter/new/")
    page.locator("[name=display_name]").fill("李大爷")
    page.get_by_role("button", name="下一步").click()
    page.locator("[name=q]").fill("河北")
    page.get_by_role("button", name="找一找").click()
    page.get_by_role("button", name="河北省").click()
    page.get_by_role("button", name="1950 年代").click()
    page.get_by_role("button", name="跳过").click()
    page.get_by_role("button", name="我同意").click()
    page.locator("[name=pin]").fill(PIN)
    page.keyboard.press("Enter")
    page.wait_for_url("**/my-card/")
    return page.locator(".my-card__number").inner_text()


def test_everything_works_without_javascript(plain_page: Page) -> None:
    load_consent_texts()
    import_regions(content="code,name\n130000,河北省\n".encode())
    number = register_without_javascript(plain_page)
    plain_page.get_by_role("button", name="不是您？").click()
    plain_page.goto("/enter/card/")
    plain_page.locator("[name=number]").fill(number)
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url("**/c/*/")
    plain_page.locator("[name=pin]").fill(PIN)
    plain_page.keyboard.press("Enter")
    plain_page.wait_for_url("/")
    plain_page.goto("/enter/my-card/")
    expect(plain_page.locator(".my-card__name")).to_have_text("李大爷")


@pytest.mark.parametrize("theme", ["paper", "contrast"])
@pytest.mark.parametrize("size", [18, 22, 32])
def test_the_doors_are_held_to_every_promise(phone, site, theme, size) -> None:
    load_consent_texts()
    card = make_card()
    phone.set_viewport_size({"width": 320, "height": 568})
    choose_display(phone, site, text_size=size, theme=theme)
    for address in (*OPEN_SCREENS, f"/c/{card.number}/"):
        phone.goto(address)
        hold_to_promises(phone)


@pytest.mark.parametrize("theme", ["paper", "contrast"])
def test_the_questions_are_held_to_every_promise(phone, site, theme) -> None:
    load_consent_texts()
    import_regions(content="code,name\n130000,河北省\n".encode())
    choose_display(phone, site, text_size=32, theme=theme)
    phone.goto("/enter/new/")
    phone.locator("[name=display_name]").fill("李大爷")
    phone.locator(".big-button--go").tap()
    phone.wait_for_url("**/place/")
    for address in ("place/?q=河北", "decade/", "audience/", "consent/"):
        phone.goto(f"/enter/new/{address}")
        hold_to_promises(phone)
    phone.get_by_role("button", name="我同意").tap()
    phone.wait_for_url("**/pin/")
    hold_to_promises(phone)


@pytest.mark.parametrize("theme", ["paper", "contrast"])
def test_own_screens_are_held_to_every_promise(phone, site, theme) -> None:
    card = make_card()
    agree_to_everything(card.learner)
    come_in(phone, card.number)
    choose_display(phone, site, text_size=32, theme=theme)
    for address in OWN_SCREENS:
        phone.goto(address)
        hold_to_promises(phone)
