"""What stands on the shelf: live courses and their lessons, in one language.

Nothing here knows a learner. The number of queries does not grow with the shelf.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from courses.models import CourseLesson, CoursePage
from lessons.enums import Subject
from lessons.models import LessonPage
from media.rules import Segment, SpeechScript
from quiz.models import Question

if TYPE_CHECKING:
    from lessons.rules import LessonOutline

LESSON_FIELDS = (
    "title",
    "summary",
    "remember",
    "subject",
    "translation_key",
    "locale_id",
    "url_path",
    "path",
    "depth",
)


@dataclass(frozen=True)
class LessonEntry:
    """One lesson as it stands in a list."""

    key: str
    title: str
    summary: str
    remember: str
    subject: Subject
    url: str


@dataclass(frozen=True)
class CourseEntry:
    """One course with its lessons in order."""

    key: str
    title: str
    summary: str
    subject: Subject
    url: str
    lessons: tuple[LessonEntry, ...]
    required_keys: frozenset[str]


def courses_in(language: str, subject: Subject | None = None) -> QuerySet[CoursePage]:
    """Give the live courses of one language in the order of the shelf."""
    courses: QuerySet[CoursePage] = CoursePage.objects.live().filter(
        locale__language_code=language
    )
    if subject is not None:
        courses = courses.filter(subject=subject)
    return courses.order_by("path")


def courses_begun(lesson_keys: Iterable[str], language: str) -> list[CoursePage]:
    """Give the live courses that hold at least one of these lessons."""
    courses = courses_in(language).filter(
        course_lessons__lesson__translation_key__in=list(lesson_keys)
    )
    return list(courses.distinct())


def course_entries(courses: Sequence[CoursePage], language: str) -> list[CourseEntry]:
    """Fill courses with their lessons, in two queries however many there are."""
    places = _places(courses)
    keys = {key for rows in places.values() for key, _required in rows}
    lessons = lesson_entries(keys, language)
    return [_course_entry(page, places[page.pk], lessons) for page in courses]


def _places(courses: Sequence[CoursePage]) -> dict[int, list[tuple[str, bool]]]:
    rows = (
        CourseLesson.objects.filter(course__in=[page.pk for page in courses])
        .order_by("course", "sort_order")
        .values_list("course", "lesson__translation_key", "is_required")
    )
    places: dict[int, list[tuple[str, bool]]] = defaultdict(list)
    for course, key, is_required in rows:
        places[course].append((str(key), is_required))
    return places


def _course_entry(
    page: CoursePage, places: list[tuple[str, bool]], lessons: dict[str, LessonEntry]
) -> CourseEntry:
    return CourseEntry(
        key=str(page.translation_key),
        title=page.title,
        summary=page.summary,
        subject=Subject(page.subject),
        url=page.get_url() or "",
        lessons=tuple(lessons[key] for key, _required in places if key in lessons),
        required_keys=frozenset(key for key, required in places if required),
    )


def lesson_entries(keys: Iterable[str | UUID], language: str) -> dict[str, LessonEntry]:
    """Find live lessons by key: in this language, else in the site's own, in one query."""
    pages = (
        LessonPage.objects.live()
        .filter(
            translation_key__in=[str(key) for key in keys],
            locale__language_code__in={language, settings.LANGUAGE_CODE},
        )
        .select_related("locale")
        .only(*LESSON_FIELDS, "locale__language_code")
    )
    wanted_last = sorted(pages, key=lambda page: page.locale.language_code == language)
    return {str(page.translation_key): lesson_entry(page) for page in wanted_last}


def lesson_entry(page: LessonPage) -> LessonEntry:
    """Give what a list shows of one lesson."""
    return LessonEntry(
        key=str(page.translation_key),
        title=page.title,
        summary=page.summary,
        remember=page.remember,
        subject=Subject(page.subject),
        url=page.get_url() or "",
    )


def lesson_page(key: str | UUID, language: str) -> LessonPage | None:
    """Find one live lesson with its steps: in this language, else in the site's own."""
    pages = LessonPage.objects.live().filter(
        translation_key=key,
        locale__language_code__in={language, settings.LANGUAGE_CODE},
    )
    found = sorted(
        pages.select_related("locale"),
        key=lambda page: page.locale.language_code == language,
    )
    return found[-1] if found else None


def courses_with(lesson_key: str | UUID, language: str) -> list[CourseEntry]:
    """Give the courses a lesson belongs to, in one language."""
    pages = courses_in(language).filter(
        course_lessons__lesson__translation_key=lesson_key
    )
    return course_entries(list(pages.distinct()), language)


def questions_with(keys: Iterable[str]) -> dict[str, Question]:
    """Find questions by key, in any one language: what is right is the same in all."""
    found = Question.objects.filter(translation_key__in=list(keys))
    return {question.key: question for question in found}


def step_names(page: LessonPage, outline: LessonOutline) -> dict[str, str]:
    """Say in words what each step is: its heading, its question, or its first line."""
    names = {}
    for block in page.steps:
        if block.block_type == "question":
            names[str(block.id)] = block.value.prompt if block.value else ""
        else:
            value = block.value
            text = value.get("title") or value.get("body") or ""
            names[str(block.id)] = str(text).strip().split("\n")[0]
    return {step: names.get(step, "") for step in outline.step_ids}


def course_script(title: str, summary: str, language: str) -> SpeechScript:
    """Say what can be heard on a course's page: its name and its one sentence."""
    segments = (Segment("title", title), Segment("summary", summary))
    return SpeechScript(language, tuple(part for part in segments if part.text))


def course_scripts() -> Iterator[tuple[str, SpeechScript]]:
    """Everything course pages say, for those who make the voices."""
    pages = CoursePage.objects.live().select_related("locale")
    for page in pages.iterator(chunk_size=200):
        language = page.locale.language_code
        yield page.title, course_script(page.title, page.summary, language)
