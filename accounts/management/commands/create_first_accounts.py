"""`manage.py create_first_accounts`."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from accounts.services import create_first_accounts, set_up_roles

if TYPE_CHECKING:
    from accounts.services import FirstAccount

OWNER_ONLY = 0o600


class Command(BaseCommand):
    """Makes the first organizer, trainer, editor and administrator."""

    help = (
        "Makes an organizer, a trainer, an editor and an administrator with random "
        "passwords where nobody holds that role yet. Passwords are shown once: in the "
        "file of --write (readable by its owner only), or on the screen."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Where to write the passwords."""
        parser.add_argument("--write", type=Path, metavar="FILE")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them and pass the passwords on; without a place for them make none."""
        set_up_roles()
        with transaction.atomic():
            made = create_first_accounts()
            lines = [_line(account) for account in made]
            if lines and options["write"]:
                _write(options["write"], lines)
        self._say(lines, options)

    def _say(self, lines: list[str], options: dict[str, Any]) -> None:
        if options["verbosity"] == 0 and (options["write"] or not lines):
            return
        if not lines:
            self.stdout.write("Every role is held by somebody already.")
        elif options["write"]:
            self.stdout.write(f"Passwords were written to {options['write']}.")
        else:
            self.stdout.write("\n".join(lines))


def _line(account: FirstAccount) -> str:
    return f"{account.role.value}: {account.username} {account.password}"


def _write(path: Path, lines: list[str]) -> None:
    """Append to a file only its owner can read; the accounts are not made if that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        handle = os.open(path, flags, OWNER_ONLY)
        os.fchmod(handle, OWNER_ONLY)
        with os.fdopen(handle, "a", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
    except OSError as error:
        message = f"{path} cannot be written: {error.strerror}. No account was made."
        raise CommandError(message) from error
