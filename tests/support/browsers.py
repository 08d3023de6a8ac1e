"""Finding a Chromium to drive: the machine's own, or the one Playwright keeps."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--mute-audio",
    "--autoplay-policy=user-gesture-required",
)


def find_browser() -> str | None:
    """The path of a Chromium-like browser, or None. `BROWSER_PATH` decides alone."""
    chosen = os.environ.get("BROWSER_PATH")
    if chosen:
        return chosen if Path(chosen).exists() else None
    for command in COMMANDS:
        path = shutil.which(command)
        if path:
            return path
    return _playwrights_own()


def _playwrights_own() -> str | None:
    """The newest Chromium in Playwright's own folder."""
    folder = Path(
        os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "~/.cache/ms-playwright")
    ).expanduser()
    found = sorted(folder.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None
