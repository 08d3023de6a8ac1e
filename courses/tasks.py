"""What the worker does for courses."""

from __future__ import annotations

from courses.services.recount import recount_lesson, recount_project


def count_lesson_again(lesson_key: str) -> int:
    """Count a lesson again after it was published anew; see `recount_lesson`."""
    return recount_lesson(lesson_key=lesson_key)


def count_project_again(project_id: int) -> int:
    """Count a project again after its period was changed; see `recount_project`."""
    return recount_project(project_id=project_id)
