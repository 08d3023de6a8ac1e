"""What can go wrong with people and cards."""

from __future__ import annotations


class NotALearnerError(ValueError):
    """Staff sign in with a password; a four-digit PIN must never open their account."""


class RegionFileError(ValueError):
    """A file of regions cannot be used as a whole; nothing of it was stored.

    `problems` are sentences, one per row, each naming its line.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems[:1]))
        self.problems = problems
