"""Reads of training projects."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from courses.models import CourseLesson, TrainingProject
from courses.rules import required_lessons
from lessons.selectors import outlines


def snapshot_courses(project: TrainingProject) -> list[dict[str, Any]]:
    """Give the project's courses and their live lessons as a completion rule keeps them.

    [{"course": key, "required": bool, "lessons": [{"key": …, "required": bool}]}]
    """
    places = list(project.project_courses.select_related("course").order_by("pk"))
    lessons = CourseLesson.objects.filter(
        course__in=[place.course_id for place in places], lesson__live=True
    ).values_list("course_id", "lesson__translation_key", "is_required")
    by_course: dict[int, list[dict[str, Any]]] = {}
    for course_id, key, is_required in lessons.order_by("sort_order", "pk"):
        entry = {"key": str(key), "required": is_required}
        by_course.setdefault(course_id, []).append(entry)
    return [
        {
            "course": str(place.course.translation_key),
            "required": place.is_required,
            "lessons": by_course.get(place.course_id, []),
        }
        for place in places
    ]


def what_is_missing_to_start(project: TrainingProject) -> list[str]:
    """Say in whole sentences what keeps a project from starting; nothing, when ready."""
    courses = snapshot_courses(project)
    if not courses:
        return [_("The project has no course yet.")]
    if not all(course["lessons"] for course in courses):
        return [_("A course of the project has no published lesson yet.")]
    needed = required_lessons(courses)
    if not needed:
        return [_("No course of the project is needed to complete it.")]
    known = outlines(needed)
    if not all(key in known and known[key].questions for key in needed):
        return [
            _("A lesson of the project has no question, so nobody could complete it.")
        ]
    return []
