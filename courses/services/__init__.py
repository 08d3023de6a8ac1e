"""Writes with more than one effect: progress, projects, curriculum."""

from __future__ import annotations

from courses.services.progress import record_events
from courses.services.projects import (
    cancel_project,
    end_project,
    enrol,
    new_rule_version,
    start_project,
    withdraw,
)

__all__ = [
    "cancel_project",
    "end_project",
    "enrol",
    "new_rule_version",
    "record_events",
    "start_project",
    "withdraw",
]
