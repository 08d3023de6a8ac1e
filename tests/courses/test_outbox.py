"""What a phone keeps until the server has it, in a real browser."""

from __future__ import annotations

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from courses.enums import EventKind
from courses.models import LessonProgress, ProgressEvent
from tests.courses.factories import make_learner, make_lesson, option_id

pytestmark = pytest.mark.browser

WAITING = "Object.keys(localStorage).filter((key) => key.startsWith('outbox:')).length"
OFFLINE = "[data-outbox-words~='offline']"
CLOSING = "[data-outbox-words='closing']"
BLOCKED = """
for (const name of ["setItem", "getItem", "removeItem"]) {
  Storage.prototype[name] = () => { throw new DOMException("full", "QuotaExceededError"); };
}
"""


@pytest.fixture
def lesson(site: str):
    """A lesson of one text and three questions."""
    return make_lesson()


@pytest.fixture
def learner(site: str):
    """Somebody with a learning card."""
    return make_learner()


def sign_in(context: BrowserContext, learner, site: str) -> None:
    """What a learning card does, in short."""
    client = Client()
    client.force_login(learner)
    cookies = {"sessionid": client.cookies["sessionid"].value}
    cookies["who"] = str(learner.public_id)
    context.add_cookies(
        [{"name": name, "value": value, "url": site} for name, value in cookies.items()]
    )


def open_lesson(phone: Page, lesson) -> None:
    """Open the first step, on a phone whose clock the test can put forward."""
    phone.clock.install()
    phone.goto(lesson.url)
    expect(phone.locator("#step-1")).to_be_visible()


def tap(phone: Page, selector: str) -> None:
    """Tap after a breath: a tap within 600 ms of the last is taken for a tremble."""
    phone.clock.fast_forward(700)
    phone.locator(selector).click()


def learn(phone: Page, lesson, *, until: int = 3) -> None:
    """Look at the first step, then answer questions rightly, up to the last screen."""
    tap(phone, "#step-1 [data-go=next]")
    questions = list(lesson.outline().questions.values())
    for number, question in enumerate(questions[:until], start=2):
        option = option_id(question, "right")
        tap(phone, f"#step-{number} [data-option='{option}']")
        tap(phone, f"#step-{number} [data-go=next]")


def wait_until_sent(phone: Page) -> None:
    """Nothing waits on the phone any more."""
    expect(phone.locator("[data-outbox]").first).to_have_attribute("data-state", "sent")
    assert phone.evaluate(WAITING) == 0


def finish(phone: Page) -> None:
    """Press the last button."""
    tap(phone, "#finish [type=submit]")


def test_a_learner_finishes_a_lesson(phone: Page, phone_context, site, lesson, learner):
    sign_in(phone_context, learner, site)
    open_lesson(phone, lesson)
    learn(phone, lesson)
    finish(phone)
    phone.wait_for_url("**/finish/")
    assert LessonProgress.objects.get().completed_at is not None
    assert phone.evaluate(WAITING) == 0


def test_the_network_cut_in_the_middle_loses_nothing(
    phone: Page, phone_context, site, lesson, learner
):
    sign_in(phone_context, learner, site)
    open_lesson(phone, lesson)
    phone_context.set_offline(True)
    learn(phone, lesson)
    expect(phone.locator(OFFLINE).first).to_be_visible()
    finish(phone)
    expect(phone.locator(CLOSING)).to_be_visible()
    assert not ProgressEvent.objects.exclude(kind=EventKind.STEP_SEEN).exists()
    phone_context.set_offline(False)
    wait_until_sent(phone)
    assert LessonProgress.objects.get().completed_at is not None
    finish(phone)
    phone.wait_for_url("**/finish/")


def test_nothing_left_to_send_is_no_proof_of_a_network(
    phone: Page, phone_context, site, lesson, learner
):
    sign_in(phone_context, learner, site)
    open_lesson(phone, lesson)
    wait_until_sent(phone)
    phone_context.set_offline(True)
    phone.evaluate("location.hash = '#finish'")
    phone.clock.fast_forward(5000)
    finish(phone)
    expect(phone.locator(CLOSING)).to_be_visible()


def test_a_guests_learning_goes_to_whoever_signs_in_next(
    phone: Page, phone_context, site, lesson, learner
):
    open_lesson(phone, lesson)
    learn(phone, lesson)
    finish(phone)
    phone.wait_for_url("**/finish/")
    assert phone.evaluate(WAITING) > 0
    assert not ProgressEvent.objects.exists()
    sign_in(phone_context, learner, site)
    open_lesson(phone, lesson)
    phone.wait_for_load_state("networkidle")
    assert LessonProgress.objects.get().completed_at is not None


def test_one_persons_events_are_never_sent_for_another(
    phone: Page, phone_context, site, lesson, learner
):
    sign_in(phone_context, learner, site)
    open_lesson(phone, lesson)
    wait_until_sent(phone)
    phone_context.set_offline(True)
    tap(phone, "#step-1 [data-go=next]")
    question = next(iter(lesson.outline().questions.values()))
    tap(phone, f"[data-option='{option_id(question, 'right')}']")
    assert phone.evaluate(WAITING) > 0
    phone_context.set_offline(False)
    sign_in(phone_context, make_learner("李大爷"), site)
    open_lesson(phone, lesson)
    phone.wait_for_load_state("networkidle")
    answers = ProgressEvent.objects.filter(kind=EventKind.ANSWERED)
    assert not answers.exclude(learner=learner).exists()


def test_a_server_in_trouble_loses_nothing(
    phone: Page, phone_context, site, lesson, learner
):
    sign_in(phone_context, learner, site)
    phone.route("**/api/progress/", lambda route: route.fulfill(status=503))
    open_lesson(phone, lesson)
    learn(phone, lesson, until=1)
    assert phone.evaluate(WAITING) > 0
    phone.unroute("**/api/progress/")
    open_lesson(phone, lesson)
    wait_until_sent(phone)
    assert ProgressEvent.objects.filter(kind=EventKind.ANSWERED).count() == 1


def test_an_answer_lost_on_the_way_back_counts_once(
    phone: Page, phone_context, site, lesson, learner
):
    sign_in(phone_context, learner, site)

    def swallow(route):
        route.fetch()
        route.abort()

    phone.route("**/api/progress/", swallow, times=1)
    open_lesson(phone, lesson)
    expect(phone.locator(OFFLINE).first).to_be_visible()
    assert ProgressEvent.objects.count() == 1
    phone.reload()
    wait_until_sent(phone)
    assert ProgressEvent.objects.count() == 1


def test_a_full_or_forbidden_storage_is_survived(
    phone: Page, phone_context, site, lesson, learner
):
    phone.add_init_script(BLOCKED)
    sign_in(phone_context, learner, site)
    open_lesson(phone, lesson)
    learn(phone, lesson)
    finish(phone)
    phone.wait_for_url("**/finish/")
    assert LessonProgress.objects.get().completed_at is not None


def test_two_tabs_keep_out_of_each_others_way(
    phone: Page, phone_context, site, lesson, learner
):
    sign_in(phone_context, learner, site)
    other = make_lesson("别急着转账")
    phone_context.set_offline(False)
    second = phone_context.new_page()
    open_lesson(phone, lesson)
    open_lesson(second, other)
    learn(phone, lesson)
    learn(second, other)
    for tab in (phone, second):
        finish(tab)
        tab.wait_for_url("**/finish/")
    assert LessonProgress.objects.exclude(completed_at=None).count() == 2
