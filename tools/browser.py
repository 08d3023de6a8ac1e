"""Find a browser for the tests, or fetch one where that is possible."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.support.browsers import find_browser


def main() -> int:
    """Always 0: without a browser, the tests that need one are named as skipped."""
    path = find_browser() or fetch()
    if path:
        print(f"Browser for the tests: {path}")
    else:
        print(
            "No browser found: browser tests will be skipped (BROWSER_PATH names one)."
        )
    return 0


def fetch() -> str | None:
    """Install Debian's Chromium when root, else ask Playwright for its own."""
    print("No browser yet; trying to install Chromium …", flush=True)
    apt = shutil.which("apt-get")
    if apt and os.geteuid() == 0:
        subprocess.run([apt, "-q", "update"], check=False, capture_output=True)
        install = [apt, "-q", "install", "-y", "--no-install-recommends", "chromium"]
        subprocess.run(install, check=False, capture_output=True)
    if not find_browser():
        playwright = [sys.executable, "-m", "playwright", "install", "chromium"]
        subprocess.run(playwright, check=False, capture_output=True, timeout=600)
    return find_browser()


if __name__ == "__main__":
    raise SystemExit(main())
