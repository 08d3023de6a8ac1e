"""The programme goal itself."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from reports.models import ProgrammeGoal

DEFAULT_TARGET = 100  # "100 or more training projects", the three-year plan
PLAN_YEARS = 3


def set_up_goal() -> ProgrammeGoal:
    """Make the goal once; a goal somebody has edited is left alone.

    The plan runs three years; which day it ends is for the administrator to set, so the
    first answer is the end of the third year from now.
    """
    goal = ProgrammeGoal.objects.first()
    if goal is None:
        goal = ProgrammeGoal.objects.create(
            name=_("Consumer information-skills training programme"),
            target_projects=DEFAULT_TARGET,
            due_on=date(timezone.localdate().year + PLAN_YEARS, 12, 31),
        )
    return goal
