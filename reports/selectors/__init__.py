"""What the reports app reads."""

from __future__ import annotations

from reports.selectors.facts import facts_by_project, facts_of
from reports.selectors.goal import GoalSummary, People, goal_summary, people_in
from reports.selectors.projects import countable_projects, evidence_for
from reports.selectors.waiting import Waiting, waiting_for

__all__ = [
    "GoalSummary",
    "People",
    "Waiting",
    "countable_projects",
    "evidence_for",
    "facts_by_project",
    "facts_of",
    "goal_summary",
    "people_in",
    "waiting_for",
]
