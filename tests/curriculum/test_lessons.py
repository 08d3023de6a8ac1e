"""The starter lessons are complete, the same in both languages, and traceable."""

from __future__ import annotations

import datetime
import re

from django.test import SimpleTestCase

from lessons.blocks import ScreenBlock
from lessons.enums import LessonAudience, Subject
from lessons.models import LessonPage
from lessons.rules import STEPS_MAX, STEPS_MIN
from quiz.blocks import OptionBlock
from quiz.enums import QuestionKind
from quiz.models import Question
from tests.curriculum.files import (
    COURSE_KEYS,
    LANGUAGES,
    LESSON_KEYS,
    PICTURES,
    Toml,
    competences,
    lessons,
    read,
)

STEP_KINDS = {"text", "picture", "tip", "danger", "do_this", "question"}
LESSON_FIELDS = {
    "title",
    "subject",
    "audience",
    "summary",
    "remember",
    "source",
    "checked_on",
    "review_by",
    "competences",
    "steps",
}
REVIEW_AFTER = datetime.timedelta(days=180)
ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]+/?\S*")
SAME_IN_EVERY_LANGUAGE = (
    "subject",
    "audience",
    "checked_on",
    "review_by",
    "competences",
)


def questions(lesson: Toml) -> list[Toml]:
    """All questions of a lesson, in order."""
    return [step["question"] for step in lesson["steps"] if "question" in step]


def shape(lesson: Toml) -> list[tuple[object, ...]]:
    """The bones of a lesson: everything but its words."""
    return [
        (
            step["id"],
            step["kind"],
            step.get("picture"),
            len(step.get("items", [])),
            step.get("question", {}).get("kind"),
            tuple(
                (option["id"], option["right"])
                for option in step.get("question", {}).get("options", [])
            ),
        )
        for step in lesson["steps"]
    ]


class CompletenessTest(SimpleTestCase):
    """Every file says all that a lesson needs."""

    def test_every_subject_has_two_lessons(self) -> None:
        subjects = [read("lessons", key, "zh-hans")["subject"] for key in LESSON_KEYS]
        for subject in Subject.values:
            self.assertEqual(subjects.count(subject), 2, subject)

    def test_a_lesson_has_all_fields_and_no_unknown_one(self) -> None:
        for key, language, lesson in lessons():
            with self.subTest(key, language=language):
                self.assertEqual(set(lesson), LESSON_FIELDS)
                self.assertIn(lesson["audience"], LessonAudience.values)
                self.assertLessEqual(set(lesson["competences"]), competences())

    def test_a_lesson_teaches_shows_warns_lets_try_and_asks(self) -> None:
        for key, language, lesson in lessons():
            kinds = [step["kind"] for step in lesson["steps"]]
            pictures = [step for step in lesson["steps"] if "picture" in step]
            with self.subTest(key, language=language):
                self.assertLessEqual(set(kinds), STEP_KINDS)
                self.assertTrue(STEPS_MIN <= len(kinds) <= STEPS_MAX)
                self.assertIn("do_this", kinds)
                self.assertTrue({"tip", "danger"} & set(kinds))
                self.assertGreaterEqual(kinds.count("question"), 3)
                self.assertGreaterEqual(len(pictures), 4)

    def test_step_ids_are_used_once(self) -> None:
        for key, language, lesson in lessons():
            ids = [step["id"] for step in lesson["steps"]]
            self.assertEqual(len(ids), len(set(ids)), f"{key} {language}")

    def test_texts_fit_the_fields_of_the_editor(self) -> None:
        page, screen = LessonPage._meta, ScreenBlock().child_blocks
        for key, language, lesson in lessons():
            with self.subTest(key, language=language):
                for field in ("title", "summary", "remember"):
                    limit = page.get_field(field).max_length
                    self.assertLessEqual(len(lesson[field]), limit, field)
                for step in lesson["steps"]:
                    for field in ("title", "alt"):
                        limit = screen[field].field.max_length
                        self.assertLessEqual(len(step.get(field, "")), limit, step)

    def test_a_chinese_title_has_twenty_characters_at_most(self) -> None:
        for key in LESSON_KEYS:
            self.assertLessEqual(len(read("lessons", key, "zh-hans")["title"]), 20)


class QuestionTest(SimpleTestCase):
    """Questions can be answered, and every answer gets a friendly reason."""

    def test_the_right_answers_fit_the_kind_of_question(self) -> None:
        for key, language, lesson in lessons():
            for question in questions(lesson):
                right = [option["right"] for option in question["options"]]
                with self.subTest(key, language=language, asks=question["prompt"]):
                    self.assertTrue(self._fits(question["kind"], right))

    def _fits(self, kind: str, right: list[bool]) -> bool:
        return {
            QuestionKind.ONE: right.count(True) == 1 and len(right) >= 2,
            QuestionKind.SEVERAL: right.count(True) >= 2 and False in right,
            QuestionKind.TRUE_FALSE: len(right) == 2 and right.count(True) == 1,
            QuestionKind.ORDER: len(right) >= 3 and all(right),
        }[QuestionKind(kind)]

    def test_every_answer_has_a_reason_and_every_question_a_hint(self) -> None:
        option_block = OptionBlock().child_blocks
        limit = option_block["text"].field.max_length
        reason_limit = option_block["reason"].field.max_length
        for key, language, lesson in lessons():
            for question in questions(lesson):
                with self.subTest(key, language=language, asks=question["prompt"]):
                    self.assertTrue(question["hint"])
                    for option in question["options"]:
                        self.assertTrue(0 < len(option["text"]) <= limit)
                        self.assertTrue(0 < len(option["reason"]) <= reason_limit)

    def test_questions_fit_the_question_bank(self) -> None:
        prompt = Question._meta.get_field("prompt").max_length
        hint = Question._meta.get_field("hint").max_length
        for _key, _language, lesson in lessons():
            for question in questions(lesson):
                self.assertLessEqual(len(question["prompt"]), prompt)
                self.assertLessEqual(len(question["hint"]), hint)

    def test_a_lesson_asks_in_three_ways_and_all_ways_are_used(self) -> None:
        used: set[str] = set()
        for key, language, lesson in lessons():
            kinds = {question["kind"] for question in questions(lesson)}
            self.assertEqual(len(kinds), 3, f"{key} {language}")
            used |= kinds
        self.assertEqual(used, set(QuestionKind.values))


class LanguagesTest(SimpleTestCase):
    """Who changes the language in the middle of a lesson finds the same lesson."""

    def test_both_languages_have_the_same_bones(self) -> None:
        for key in LESSON_KEYS:
            chinese, english = (read("lessons", key, name) for name in LANGUAGES)
            with self.subTest(key):
                self.assertEqual(shape(chinese), shape(english))
                for field in SAME_IN_EVERY_LANGUAGE:
                    self.assertEqual(chinese[field], english[field], field)

    def test_both_languages_name_the_same_addresses(self) -> None:
        for key in LESSON_KEYS:
            chinese, english = (
                set(
                    re.findall(
                        r"https?://[^\s；;]+", read("lessons", key, name)["source"]
                    )
                )
                for name in LANGUAGES
            )
            self.assertEqual(chinese, english, key)


class SourceTest(SimpleTestCase):
    """Every fact can be traced and is looked at again in time."""

    def test_every_lesson_names_an_address(self) -> None:
        for key, language, lesson in lessons():
            self.assertRegex(lesson["source"], ADDRESS, f"{key} {language}")

    def test_every_lesson_is_reviewed_within_180_days(self) -> None:
        for key, language, lesson in lessons():
            days = lesson["review_by"] - lesson["checked_on"]
            with self.subTest(key, language=language):
                self.assertGreater(days, datetime.timedelta(0))
                self.assertLessEqual(days, REVIEW_AFTER)


class CourseTest(SimpleTestCase):
    """Courses hold lessons that exist, of their own subject."""

    def test_a_course_has_the_same_lessons_in_both_languages(self) -> None:
        for key in COURSE_KEYS:
            chinese, english = (read("courses", key, name) for name in LANGUAGES)
            self.assertEqual(chinese["lessons"], english["lessons"], key)
            self.assertEqual(chinese["subject"], english["subject"], key)

    def test_a_course_holds_existing_lessons_of_its_subject(self) -> None:
        for key in COURSE_KEYS:
            course = read("courses", key, "zh-hans")
            for lesson in course["lessons"]:
                self.assertIn(lesson, LESSON_KEYS)
                subject = read("lessons", lesson, "zh-hans")["subject"]
                self.assertEqual(subject, course["subject"], lesson)

    def test_every_lesson_is_in_one_course(self) -> None:
        held = [
            lesson
            for key in COURSE_KEYS
            for lesson in read("courses", key, "zh-hans")["lessons"]
        ]
        self.assertEqual(sorted(held), sorted(LESSON_KEYS))

    def test_every_course_has_a_picture(self) -> None:
        for key in COURSE_KEYS:
            self.assertTrue((PICTURES / f"course-{key}.svg").exists(), key)
