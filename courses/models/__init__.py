"""Courses, training projects, and what learners did in them."""

from __future__ import annotations

from courses.models.certificates import Certificate
from courses.models.pages import CourseIndexPage, CourseLesson, CoursePage, HomePage
from courses.models.progress import Enrolment, LessonProgress, ProgressEvent
from courses.models.projects import (
    Cohort,
    CompletionRule,
    ProjectCourse,
    TrainingProject,
)

__all__ = [
    "Certificate",
    "Cohort",
    "CompletionRule",
    "CourseIndexPage",
    "CourseLesson",
    "CoursePage",
    "Enrolment",
    "HomePage",
    "LessonProgress",
    "ProgressEvent",
    "ProjectCourse",
    "TrainingProject",
]
