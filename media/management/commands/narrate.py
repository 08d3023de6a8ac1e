"""Make the narration of everything that can be heard, with a progress bar."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any, TextIO, cast

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from media import services
from media.exceptions import NoVoiceError
from media.narrating import Made, narrate
from media.rules import SpeechScript
from media.selectors import matching_scripts

COLUMNS = (
    TextColumn("{task.description:.40}"),
    BarColumn(),
    MofNCompleteColumn(),
    TimeElapsedColumn(),
)


class Command(BaseCommand):
    """Running it again makes nothing twice; a changed sentence makes one clip."""

    help = (
        "Make the sound of every known text that has none yet. Human recordings come "
        "first, then the voices of SPEECH_ENGINES in their order. With --improve, "
        "sentences spoken by a fallback voice are tried again with the better one."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which texts, and how."""
        parser.add_argument("--language", help="only this language, such as zh-hans")
        parser.add_argument("--only", help="only texts whose label holds these words")
        parser.add_argument("--improve", action="store_true", help="try better voices")

    def handle(self, *args: Any, **options: Any) -> None:
        """Narrate, and end with a sentence that says what was made."""
        scripts = matching_scripts(language=options["language"], words=options["only"])
        if not scripts:
            message = (
                "No text to speak was found: load lessons first, or look at --only."
            )
            raise CommandError(message)
        made, reasons = self._narrate_all(scripts, improve=options["improve"])
        services.show_anew(made)
        self.stdout.write(
            f"{len(scripts)} texts: {made.clips} sentences spoken, "
            f"{made.narrations} sound files made."
        )
        if reasons:
            message = f"{len(reasons)} texts have no voice. {reasons[0]}"
            raise CommandError(message)

    def _narrate_all(
        self, scripts: list[tuple[str, SpeechScript]], *, improve: bool
    ) -> tuple[Made, list[str]]:
        total, reasons = Made(), []
        with Progress(
            *COLUMNS, console=Console(file=cast("TextIO", self.stdout))
        ) as progress:
            task = progress.add_task("", total=len(scripts))
            for label, script in scripts:
                progress.update(task, description=label)
                try:
                    total += narrate(script=script, improve=improve)
                except NoVoiceError as error:
                    reasons.append(f"{label}: {error}")
                progress.advance(task)
        return total, reasons
