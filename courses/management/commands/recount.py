"""Rebuild what is derived from progress events, or check it."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from courses.rules import LessonState
from courses.services.derivation import Difference
from courses.services.recount import learners_to_recount, recount


class Command(BaseCommand):
    """Events are the truth; lesson progress and completions follow from them."""

    help = (
        "Rebuilds lesson progress and completed enrolments from the progress events "
        "and says what differed. With --check nothing is changed, and the exit code is "
        "1 when something differs; on a healthy database nothing does. Learners can go "
        "on learning meanwhile."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Only look, or put right."""
        parser.add_argument(
            "--check", action="store_true", help="change nothing, only compare"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all learners, a chunk at a time."""
        is_check: bool = options["check"]
        columns = (TextColumn("learners"), BarColumn(), MofNCompleteColumn())
        is_quiet = options["verbosity"] == 0
        differing = 0
        with Progress(*columns, console=Console(stderr=True), disable=is_quiet) as bar:
            task = bar.add_task("", total=learners_to_recount().count())
            for looked_at, differences in recount(is_check=is_check):
                differing += len(differences)
                for difference in differences:
                    self.stdout.write(_line(difference))
                bar.update(task, advance=looked_at)
        if is_check and differing:
            raise CommandError(f"{differing} kept values are not what the events say")
        if not is_quiet:
            self.stdout.write(f"{differing} kept values {_verb(is_check)}")


def _verb(is_check: bool) -> str:
    return "differ" if is_check else "were put right"


def _line(difference: Difference) -> str:
    """One difference, without anybody's name."""
    enrolment = difference.enrolment
    where = f"project {enrolment.project_id}" if enrolment.project_id else "alone"
    place = f"learner {enrolment.learner_id}, {where}"
    if not enrolment.pk:
        return f"{place}: the enrolment is missing"
    kept, derived = _say(difference.kept), _say(difference.derived)
    about = f"lesson {difference.lesson_key}" if difference.lesson_key else "as a whole"
    return f"{place}, {about}: {kept} kept, {derived} derived"


def _say(value: LessonState | datetime | None) -> str:
    if not isinstance(value, LessonState):
        return f"completed {value}"
    return (
        f"{len(value.steps_seen)} steps, {len(value.questions_right)} right of "
        f"{len(value.questions_answered)}, completed {value.completed_at}"
    )
