"""Load the starter lessons and courses."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from courses.exceptions import CurriculumError
from courses.services.curriculum import Outcome, Report, load_curriculum
from courses.services.curriculum.loading import count_files


class Command(BaseCommand):
    """Files in `curriculum/` become pages; what an editor changed is never overwritten."""

    help = (
        "Loads the lessons, pictures and courses of a curriculum folder in every "
        "language. Can be run again at any time: changed files update their pages, but "
        "a page that an editor changed or took offline is left alone and named."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Another folder, for those who keep their own curriculum."""
        parser.add_argument(
            "--from",
            dest="root",
            type=Path,
            default=settings.BASE_DIR / "curriculum",
            help="the folder to load (default: curriculum/)",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load, report, and fail when a file could not be loaded."""
        root: Path = options["root"]
        columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        is_quiet = options["verbosity"] == 0
        console = Console(stderr=True)
        with Progress(*columns, console=console, disable=is_quiet) as bar:
            task = bar.add_task("", total=count_files(root))
            try:
                report = load_curriculum(
                    root=root,
                    progress=lambda name: bar.update(task, advance=1, description=name),
                )
            except CurriculumError as error:
                raise CommandError(str(error)) from error
        if not is_quiet:
            self._tell(report)
        if report.errors:
            raise CommandError("\n".join(report.errors))

    def _tell(self, report: Report) -> None:
        counts = [
            f"{report.count(outcome)} {outcome.value}"
            for outcome in (Outcome.ADDED, Outcome.UPDATED, Outcome.UNCHANGED)
        ]
        self.stdout.write(", ".join(counts))
        for name in report.names(Outcome.KEPT):
            self.stdout.write(f"{name}: {Outcome.KEPT.value}")
