"""Compile the catalogues without msgfmt; with --collect, gather the texts first."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
IGNORED = (".venv", "var", "node_modules", "tests", "benchmarks", "tools", "docs")


def compile_all(root: Path = ROOT) -> int:
    """Write a .mo beside each .po that is newer; how many were written."""
    written = 0
    for source in sorted(root.glob("**/locale/*/LC_MESSAGES/*.po")):
        if set(source.relative_to(root).parts) & {".venv", "var", "node_modules"}:
            continue
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        polib.pofile(str(source)).save_as_mofile(str(target))
        written += 1
    return written


def collect() -> int:
    """Run Django's makemessages for Simplified Chinese; its exit code."""
    if shutil.which("xgettext") is None:
        print(
            "gettext is needed for this. On Debian: apt-get install gettext",
            file=sys.stderr,
        )
        return 1
    ignore = [part for name in IGNORED for part in ("--ignore", name)]
    common = [
        "makemessages",
        "-l",
        "zh_Hans",
        "--no-obsolete",
        "--add-location",
        "file",
    ]
    return subprocess.run(
        [sys.executable, "manage.py", *common, *ignore], cwd=ROOT, check=False
    ).returncode


def main() -> int:
    """Compile, or collect and compile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collect", action="store_true")
    if parser.parse_args().collect and (failed := collect()):
        return failed
    print(f"{compile_all()} catalogues compiled")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
