"""Weigh and time the learner's pages on a slow phone, side by side with the budget.

    python -m benchmarks.pages [--runs 3]

Budget of a lesson page (DESIGN.md D6): at most 8 requests, 70 kB, 10 kB of script,
first paint 1.1 s, largest paint 1.5 s.
"""

from __future__ import annotations

import argparse
import statistics

from playwright.sync_api import sync_playwright

from benchmarks.server import RealServer
from benchmarks.weighing import Weight, weigh
from tests.support.browsers import FLAGS, find_browser

PAGES = {
    "lesson": "/lessons/check-the-name/",
    "home": "/",
    "subject": "/subjects/pay/",
    "sign in": "/enter/",
}
HEAD = "| page | requests | kB | script kB | first paint s | largest paint s |"


def main() -> int:
    """Print one row a page, as Markdown."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    runs = parser.parse_args().runs
    path = find_browser()
    if path is None:
        print("No Chromium found (BROWSER_PATH names one).")
        return 1
    with RealServer(narrate=True) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        print(HEAD)
        print("|---" * 6 + "|")
        for name, address in PAGES.items():
            print(
                row(name, [weigh(browser, server.url + address) for _ in range(runs)])
            )
        browser.close()
    return 0


def row(name: str, weights: list[Weight]) -> str:
    """The median of several loads."""
    first = statistics.median(weight.first_paint for weight in weights) / 1000
    largest = statistics.median(weight.largest_paint for weight in weights) / 1000
    last = weights[-1]
    sizes = (
        f"{last.requests} | {last.bytes / 1000:.1f} | {last.script_bytes / 1000:.1f}"
    )
    return f"| {name} | {sizes} | {first:.2f} | {largest:.2f} |"


if __name__ == "__main__":
    raise SystemExit(main())
