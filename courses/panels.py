"""What trainers see first in the admin."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from courses.selectors.organizing import CohortTally


class CohortsPanel(Component):
    """A trainer's own cohorts, with what happened in them today."""

    name = "cohorts"
    template_name = "courses/organizing/cohorts_panel.html"
    order = 60

    def __init__(self, tallies: list[CohortTally]) -> None:
        self.tallies = tallies

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """The figures."""
        return {"tallies": self.tallies}
