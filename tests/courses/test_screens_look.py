"""The learner's screens in a real browser: readable, tappable, and honest to guests."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from courses.enums import EventSource
from courses.models import Certificate, LessonProgress
from courses.services import record_events
from tests.courses.browsing import remember, sign_in
from tests.courses.factories import (
    answer,
    make_course,
    make_learner,
    make_lesson,
    step_seen,
    whole_lesson,
)
from tests.support.screens import (
    axe_violations,
    choose_display,
    sideways_pixels,
    small_targets,
    small_text,
)

pytestmark = pytest.mark.browser

LONG_NAME = "阿卜杜热合曼·买买提明·吐尔逊江·阿不都克里木"


@pytest.fixture
def village(site):
    """A learner with a long name, who finished one course and began another."""
    learner = make_learner(LONG_NAME)
    first, second, third = make_lesson("看清名字"), make_lesson("两个码"), make_lesson()
    course = make_course(first, second, title="放心付款")
    make_course(third, title="认出骗局")
    events = [*whole_lesson(first), *whole_lesson(second), step_seen(third)]
    events.append(answer(third, 0, right=False))
    record_events(learner=learner, events=events, source=EventSource.PHONE)
    code = Certificate.objects.get().code
    return {
        "learner": learner,
        "lessons": (first, second, third),
        "everybody": [
            "/", "/en/", "/help/", "/learning/", "/subjects/pay/", "/subjects/apps/",
            course.get_url(), f"/learning/{first.translation_key}/",
            f"/learn/{first.translation_key}/finish/",
            "/certificates/", f"/certificates/{code}/", "/certificates/0/",
        ],
        "own": [
            "/", "/learning/", "/subjects/pay/", course.get_url(),
            f"/learning/{third.translation_key}/",
            f"/learn/{second.translation_key}/finish/",
            f"/learn/{third.translation_key}/finish/",
            f"/certificates/{code}/paper/",
        ],
    }  # fmt: skip


def each_screen(phone, site, village):
    """Open every screen as a guest, then every screen as the learner."""
    for address in village["everybody"]:
        phone.goto(address)
        yield f"guest {address}"
    sign_in(phone.context, site, village["learner"])
    for address in village["own"]:
        phone.goto(address)
        yield f"learner {address}"


@pytest.mark.parametrize("theme", ["paper", "contrast"])
def test_axe_finds_nothing_on_any_screen_in_the_largest_letters(
    phone, site, village, theme
):
    choose_display(phone, site, text_size=32, theme=theme)
    found = {name: axe_violations(phone) for name in each_screen(phone, site, village)}
    assert {name: what for name, what in found.items() if what} == {}


@pytest.mark.parametrize("size", [18, 22, 32])
def test_a_narrow_phone_has_nothing_sideways_and_nothing_small(
    phone, site, village, size
):
    phone.set_viewport_size({"width": 320, "height": 568})
    choose_display(phone, site, text_size=size, theme="paper")
    found = {
        name: (sideways_pixels(phone), small_targets(phone), small_text(phone))
        for name in each_screen(phone, site, village)
    }
    assert {name: what for name, what in found.items() if what != (0, [], [])} == {}


def test_a_guests_own_phone_says_where_to_go_on(phone, site, village):
    third = village["lessons"][2]
    remember(phone.context, [step_seen(third), answer(third, 0)])
    phone.goto("/")
    card = phone.locator("[data-next-card]")
    expect(card).to_have_attribute("href", f"{third.get_url()}#step-3")
    expect(card).to_contain_text("学了 2 步，共 4 步")
    expect(phone.locator("[data-first-visit]")).to_be_hidden()


def test_a_guest_who_finished_a_lesson_is_offered_the_next_one(phone, site, village):
    first, second, _third = village["lessons"]
    remember(phone.context, whole_lesson(first))
    phone.goto("/")
    expect(phone.locator("[data-next-card]")).to_contain_text(second.title)


def test_a_guests_lessons_are_listed_from_the_phone(phone, site, village):
    first, second, _third = village["lessons"]
    remember(phone.context, [*whole_lesson(first), step_seen(second)])
    phone.goto("/learning/")
    rows = phone.locator("[data-phone-lessons] .list-row")
    expect(rows).to_have_count(2)
    expect(phone.locator(".list-row--done")).to_contain_text(first.title)
    expect(phone.locator("[data-phone-empty]")).to_be_hidden()


def test_a_guest_is_praised_only_for_what_the_phone_remembers(phone, site, village):
    first, second, _third = village["lessons"]
    remember(phone.context, [*whole_lesson(first), step_seen(second)])
    phone.goto(f"/learn/{first.translation_key}/finish/")
    expect(phone.locator("[data-words]")).to_have_text("这一课学完了，真好！")
    expect(phone.locator("[data-kept]")).to_be_visible()
    phone.goto(f"/learn/{second.translation_key}/finish/")
    expect(phone.locator("[data-words]")).to_have_text("就差一点了")
    expect(phone.locator("[data-open-steps] .list-row")).to_have_count(3)
    expect(phone.locator("[data-open-steps] .list-row").first).to_contain_text(
        "第 2 步"
    )


def test_what_waits_on_the_phone_is_handed_in_before_the_end_is_judged(
    phone, site, village
):
    learner = make_learner("李四")
    first = village["lessons"][0]
    sign_in(phone.context, site, learner)
    remember(phone.context, whole_lesson(first), who=str(learner.public_id))
    phone.goto(f"/learn/{first.translation_key}/finish/")
    expect(phone.locator(".praise__words")).to_have_text("这一课学完了，真好！")
    assert LessonProgress.objects.filter(enrolment__learner=learner).exists()


def test_without_javascript_a_guest_is_told_the_truth(browser, site, village):
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/learn/{village['lessons'][0].translation_key}/finish/")
    expect(page.locator(".praise__words")).to_have_text("这一课到这里了")
    expect(page.locator("[data-kept]")).to_be_hidden()
    assert "这一课还没有学习记录" in page.content()
    context.close()


def test_the_first_screen_can_be_walked_with_the_keyboard(phone, site, village):
    sign_in(phone.context, site, village["learner"])
    phone.goto("/")
    reached = []
    for _press in range(12):
        phone.keyboard.press("Tab")
        reached.append(phone.evaluate("document.activeElement.className"))
    assert reached[0] == "skip"
    assert "next-card" in reached
    assert sum("tile" in name for name in reached) == 4
