"""What the reports app writes: evidence, submissions, verifications, the goal."""

from __future__ import annotations

from reports.services.evidence import add_evidence, remove_evidence
from reports.services.goal import set_up_goal
from reports.services.verification import hand_back, submit, verify

__all__ = [
    "add_evidence",
    "hand_back",
    "remove_evidence",
    "set_up_goal",
    "submit",
    "verify",
]
