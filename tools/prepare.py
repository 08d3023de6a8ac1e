"""Bring the database, the texts and the static files to the state of the code.

Every step can be run again; a step whose sources did not change since the last time is
left out, so that a second start takes seconds.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command

from media.services import keep_up
from tools.messages import compile_all

ROOT = Path(__file__).resolve().parent.parent
APPS = ("reports", "courses", "lessons", "quiz", "media", "accessibility", "accounts")


def steps() -> list[tuple[str, Iterable[Path], Callable[[], None]]]:
    """Each step: what it says, the files it depends on, what it does."""
    return [
        ("Compiling messages", _files("locale/**/*.po"), _compile_messages),
        ("Preparing the database", _files("*/migrations/*.py"), _migrate),
        (
            "Collecting static files",
            _files("*/static/**/*", "requirements.txt"),
            _collect_static,
        ),
        ("Roles, places and first accounts", _files("accounts/**/*"), _first_rows),
        ("Loading the starter lessons", _files("curriculum/**/*"), _load_curriculum),
    ]


def prepare(say: Callable[[str], None]) -> None:
    """Do what has to be done, telling each step's name through `say`."""
    stamps = Stamps(settings.VAR_DIR / "prepared.json")
    for title, files, work in steps():
        digest = _digest(files)
        if stamps.has(title, digest):
            continue
        say(f"{title} …")
        work()
        stamps.put(title, digest)


class Stamps:
    """Which step was last done for which state of its files, and for which database."""

    def __init__(self, path: Path) -> None:
        self.path = path
        database = settings.DATABASES["default"]
        self.key = f"{database['ENGINE']}:{database.get('HOST')}:{database['NAME']}"
        self.rows = json.loads(path.read_text()) if path.exists() else {}
        gone = (
            database["ENGINE"].endswith("sqlite3")
            and not Path(database["NAME"]).exists()
        )
        if self.rows.get("database") != self.key or gone:
            self.rows = {"database": self.key}

    def has(self, title: str, digest: str) -> bool:
        """Whether this step was done for exactly these files."""
        return self.rows.get(title) == digest

    def put(self, title: str, digest: str) -> None:
        """Remember a step as done."""
        self.rows[title] = digest
        self.path.write_text(json.dumps(self.rows, indent=1))


def _files(*patterns: str) -> list[Path]:
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    ours = ("curriculum", "locale", "requirements.txt", *APPS)
    return sorted(
        path
        for path in found
        if path.is_file()
        and path.relative_to(ROOT).parts[0] in ours
        and path.suffix not in (".pyc", ".mo")
    )


def _digest(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in files:
        state = path.stat()
        digest.update(
            f"{path.relative_to(ROOT)}:{state.st_size}:{state.st_mtime_ns}".encode()
        )
    return digest.hexdigest()


def _compile_messages() -> None:
    compile_all()


def _migrate() -> None:
    call_command("migrate", verbosity=0, interactive=False)


def _collect_static() -> None:
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)


def _first_rows() -> None:
    call_command("set_up_roles", verbosity=0)
    call_command("load_consent_texts", verbosity=0)
    call_command("import_regions", provinces=True, verbosity=0)
    call_command("load_consent_texts", verbosity=0)
    call_command("set_up_goal", verbosity=0)
    call_command(
        "create_first_accounts",
        write=settings.VAR_DIR / "first-accounts.txt",
        verbosity=0,
    )


def _load_curriculum() -> None:
    try:
        call_command("load_curriculum", verbosity=0)
    except CommandError as error:  # the other lessons are there and can be served
        print(f"Some starter lessons were not loaded: {error}", file=sys.stderr)
    keep_up()  # queues what has no voice yet; the worker makes it while pages are served
