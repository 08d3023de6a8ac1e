"""Courses: from content to pages and back."""

from __future__ import annotations

from courses.exceptions import CurriculumError
from courses.models import CourseLesson, CoursePage
from courses.services.curriculum.content import CourseContent, stable_id
from lessons.models import LessonPage


def content_of(page: CoursePage) -> CourseContent:
    """What a course page says now. Lessons are named by their curriculum key."""
    places = list(page.course_lessons.all())
    names = {place: _lesson_name(place.lesson) for place in places}
    return CourseContent(
        title=page.title,
        subject=page.subject,
        summary=page.summary,
        lessons=tuple(names[place] for place in places if place.is_required),
        optional=tuple(names[place] for place in places if not place.is_required),
    )


def write_course(page: CoursePage, content: CourseContent) -> None:
    """Put the content into a page that is not saved yet."""
    page.title = content.title
    page.subject = content.subject
    page.summary = content.summary
    known = {place.lesson_id: place for place in page.course_lessons.all()}
    places = []
    for number, key in enumerate((*content.lessons, *content.optional)):
        lesson = _lesson(key, page)
        place = known.get(lesson.pk) or CourseLesson(lesson=lesson)
        place.sort_order = number
        place.is_required = key in content.lessons
        places.append(place)
    page.course_lessons.set(places)


def _lesson(key: str, page: CoursePage) -> LessonPage:
    lesson: LessonPage | None = LessonPage.objects.filter(
        translation_key=stable_id(f"lesson/{key}"), locale=page.locale
    ).first()
    if lesson is None:
        raise CurriculumError(f"lessons: there is no lesson “{key}” in this language")
    return lesson


def _lesson_name(lesson: LessonPage) -> str:
    return lesson.curriculum_key or str(lesson.translation_key)
