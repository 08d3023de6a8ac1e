"""What the reports app refuses, each with one sentence for the reader."""

from __future__ import annotations


class Refusal(Exception):
    """Something that may not be done now; its text says why, in plain words."""
