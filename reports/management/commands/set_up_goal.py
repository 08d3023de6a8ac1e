"""`manage.py set_up_goal`."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from reports.services import set_up_goal


class Command(BaseCommand):
    """Make the programme goal, once."""

    help = (
        "Makes the programme goal of 100 verified training projects when there is none. "
        "Running it again changes nothing, also after somebody edited the goal."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, and say what it is."""
        goal = set_up_goal()
        if options["verbosity"]:
            self.stdout.write(f"{goal.name}: {goal.target_projects} by {goal.due_on}")
