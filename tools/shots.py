"""Write a picture of every screen into var/shots, so that anyone can look.

    python tools/shots.py [--only PART]

Each screen at 360 × 640 and 1280 × 800, in Chinese, with the default and the largest
letters, over the real set-up with a small invented programme.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from rich.progress import track

from benchmarks.server import ROOT, RealServer
from tests.support.browsers import FLAGS, find_browser

TARGET = ROOT / "var" / "shots"
SIZES: dict[str, dict[str, Any]] = {
    "360x640": {
        "viewport": {"width": 360, "height": 640},
        "device_scale_factor": 2,
        "is_mobile": True,
        "has_touch": True,
    },
    "1280x800": {"viewport": {"width": 1280, "height": 800}},
}
LETTERS = {"default": "", "largest": "32"}
LESSON = "/lessons/check-the-name/"


@dataclass(frozen=True)
class Screen:
    """One picture: its name, its address, and who looks at it."""

    name: str
    address: str
    who: str = "guest"


def screens(demo: dict[str, Any]) -> list[Screen]:
    """Every screen there is."""
    guest = {
        "home": "/",
        "home-english": "/en/",
        "display": "/display/",
        "subject-pay": "/subjects/pay/",
        "course": "/courses/pay-safely/",
        **{f"lesson-{n}": f"{LESSON}#step-{n}" for n in range(1, 9)},
        "lesson-end": f"{LESSON}#finish",
        "learning-guest": "/learning/",
        "help": "/help/",
        "enter": "/enter/",
        "enter-card": "/enter/card/",
        "enter-pin": f"/c/{demo['card']}/",
        "register": "/enter/new/",
        "staff": "/enter/staff/",
        "privacy": "/privacy/",
        "not-found": "/nowhere/",
        "styleguide": "/styleguide/",
    }
    learner = {"home": "/", "learning": "/learning/", "about-me": "/privacy/about-me/"}
    office = {
        "admin": "/admin/",
        "goal": "/admin/reports/goal/",
        "project": f"/admin/projects/{demo['project']}/",
        "cohort": f"/admin/cohorts/{demo['cohort']}/",
        "enrol": f"/admin/cohorts/{demo['cohort']}/enrol/",
    }
    return [
        *(Screen(name, address) for name, address in guest.items()),
        *(Screen(f"learner-{name}", at, "learner") for name, at in learner.items()),
        *(Screen(f"organizer-{name}", at, "organizer") for name, at in office.items()),
    ]


def main() -> int:
    """Serve, sign in, take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="only screens with this in the name")
    only = parser.parse_args().only
    path = find_browser()
    if path is None:
        print("No Chromium found (BROWSER_PATH names one).")
        return 1
    if not only:
        shutil.rmtree(TARGET, ignore_errors=True)
    TARGET.mkdir(parents=True, exist_ok=True)
    with RealServer(narrate=True) as server, sync_playwright() as playwright:
        demo = json.loads(server.python("tools/demo.py").splitlines()[-1])
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        jobs = list(pictures(browser, server, demo, only))
        for screen, page, label in track(jobs, description="Pictures"):
            take(page, screen, label)
        browser.close()
    print(f"Pictures are in {TARGET}")
    return 0


def pictures(
    browser: Browser, server: RealServer, demo: dict[str, Any], only: str
) -> Iterator[tuple[Screen, Page, str]]:
    """Each screen with a page of the right size, letters and person."""
    wanted = [screen for screen in screens(demo) if only in screen.name]
    for who in dict.fromkeys(screen.who for screen in wanted):
        for size, device in SIZES.items():
            for letters, text in LETTERS.items():
                context = browser.new_context(
                    base_url=server.url, locale="zh-CN", **device
                )
                sign_in(context, who, demo, server)
                if text:
                    choose_letters(context, text)
                page = context.new_page()
                for screen in wanted:
                    if screen.who == who:
                        yield screen, page, f"{size}-{letters}"


def take(page: Page, screen: Screen, label: str) -> None:
    """Open a screen afresh and write its picture."""
    page.goto("about:blank")
    page.goto(screen.address, wait_until="networkidle")
    page.screenshot(path=TARGET / f"{screen.name}-{label}.png")


def choose_letters(context: BrowserContext, text: str) -> None:
    """Choose a text size on the display screen, as a person does."""
    page = context.new_page()
    page.goto("/display/")
    page.locator(f"input[name=text_size][value='{text}']").dispatch_event("click")
    page.locator("form:has([name=text_size]) button[type=submit]").click()
    page.close()


def sign_in(
    context: BrowserContext, who: str, demo: dict[str, Any], server: RealServer
) -> None:
    """Sign in as the demo learner or the first organizer."""
    if who == "guest":
        return
    page = context.new_page()
    if who == "learner":
        page.goto(f"/c/{demo['card']}/")
        page.locator("input[name=pin]").fill(demo["pin"])
    else:
        page.goto("/enter/staff/")
        page.locator("input[name=username]").fill(who)
        page.locator("input[name=password]").fill(password_of(who, server))
    page.locator("form:has([name=pin], [name=password]) button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    page.close()


def password_of(who: str, server: RealServer) -> str:
    """What was written when the first accounts were made."""
    lines = Path(server.env["VAR_DIR"], "first-accounts.txt").read_text().splitlines()
    found = [line.split()[-1] for line in lines if line.split()[-2] == who]
    return found[0]


if __name__ == "__main__":
    raise SystemExit(main())
