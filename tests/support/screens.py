"""What every screen is held to, measured in the browser: for any app's browser tests."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

SMALLEST_TARGET = 48  # CSS pixels (DESIGN section 7)
SMALLEST_TEXT = 18

# A link inside a sentence is as high as its line (WCAG 2.5.8 excepts it); a box that covers
# the words of its label is measured by the label.
SMALL_TARGETS = """(least) => {
  const found = [];
  const parts = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  for (const part of parts) {
    if (part.type === "hidden" || part.closest("p, noscript, .skip")) continue;
    const box = (part.closest("label") || part).getBoundingClientRect();
    if (!box.width || (box.width >= least && box.height >= least)) continue;
    found.push(`${part.outerHTML.slice(0, 90)} ${box.width}x${box.height}`);
  }
  return found;
}"""

SMALL_TEXT = """(least) => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || parent.closest("noscript, script, style")) continue;
    const size = parseFloat(getComputedStyle(parent).fontSize);
    if (parent.getClientRects().length && size < least) {
      found.push(`${size}px: ${walker.currentNode.data.trim().slice(0, 40)}`);
    }
  }
  return found;
}"""


@cache
def _axe() -> str:
    folder = Path(axe_playwright_python.__file__).parent
    return (folder / "axe.min.js").read_text(encoding="utf-8")


def axe_violations(page: Page) -> list[str]:
    """What axe-core finds, one line each; best practices included."""
    page.evaluate(
        _axe()
    )  # evaluated, not inserted: the content policy forbids inserting
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:300]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def sideways_pixels(page: Page) -> int:
    """How far the page can be pushed sideways; 0 on every good screen."""
    return int(
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
    )


def small_targets(page: Page) -> list[str]:
    """Things to touch that are smaller than a finger."""
    return list(page.evaluate(SMALL_TARGETS, SMALLEST_TARGET))


def small_text(page: Page) -> list[str]:
    """Words smaller than the smallest letters allowed."""
    return list(page.evaluate(SMALL_TEXT, SMALLEST_TEXT))


def choose_display(page: Page, site: str, *, text_size: int, theme: str) -> None:
    """Show the next pages as a reader with this choice sees them."""
    cookie = {"name": "display", "value": f"{text_size}.{theme}.100.off.zh-hans"}
    page.context.add_cookies([{**cookie, "url": site}])
