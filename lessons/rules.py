"""What a lesson is to those who count: its steps and questions, without its words."""

from __future__ import annotations

from dataclasses import dataclass, field

STEPS_MIN = 3
STEPS_MAX = 8


@dataclass(frozen=True)
class LessonOutline:
    """The bones of a lesson, the same in every language.

    `questions` maps a step id to the key of the question asked on that step.
    """

    lesson_key: str
    step_ids: tuple[str, ...]
    questions: dict[str, str] = field(default_factory=dict)
