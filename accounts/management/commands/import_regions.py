"""`manage.py import_regions`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress

from accounts.exceptions import RegionFileError
from accounts.services import import_regions

MOST_PROBLEMS_SHOWN = 50


class Command(BaseCommand):
    """Takes in a list of administrative divisions."""

    help = (
        "Takes in a CSV of administrative divisions: code, name and if known parent, "
        "as_of; in UTF-8 or GB18030. All of a file or nothing of it. Running it again "
        "with a newer file updates names; no division is ever deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The file, or the province-level divisions that come with the product."""
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument(
            "--provinces", action="store_true", help="the 34 that are shipped"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, store, say how many; a bad file is answered line by line."""
        path = self._path(options)
        try:
            content = path.read_bytes()
        except OSError as error:
            message = f"{path} cannot be read: {error.strerror}."
            raise CommandError(message) from error
        try:
            count = self._import(content, quiet=not options["verbosity"])
        except RegionFileError as error:
            raise CommandError(self._list(error.problems)) from error
        if options["verbosity"]:
            self.stdout.write(f"{count} divisions are in.")

    def _path(self, options: dict[str, Any]) -> Path:
        if options["provinces"] == bool(options["file"]):
            message = "Name a CSV file, or say --provinces."
            raise CommandError(message)
        if options["provinces"]:
            return Path(apps.get_app_config("accounts").path) / "data/provinces.csv"
        return Path(options["file"])

    def _import(self, content: bytes, *, quiet: bool) -> int:
        """With a bar, since a whole country's villages take a while."""
        console = Console(stderr=True, quiet=quiet)
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("Divisions", total=None)
            return import_regions(
                content=content,
                progress=lambda done, all_: progress.update(
                    task, completed=done, total=all_
                ),
            )

    @staticmethod
    def _list(problems: list[str]) -> str:
        shown = problems[:MOST_PROBLEMS_SHOWN]
        rest = len(problems) - len(shown)
        more = [f"… and {rest} more."] if rest else []
        return "\n".join(["Nothing was stored.", *shown, *more])
