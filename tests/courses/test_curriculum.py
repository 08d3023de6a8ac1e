"""Curriculum files become pages; what an editor changed is never overwritten."""

from __future__ import annotations

import shutil
import tempfile
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command
from django.test import TestCase
from wagtail.images import get_image_model
from wagtail.models import Locale, Site

from courses.models import CoursePage, HomePage
from courses.services.curriculum.content import stable_id
from lessons.models import Competence, LessonPage
from lessons.selectors import outlines
from quiz.models import Question

PICTURE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 20">
<path d="M2 2h28v16H2z" fill="#2b6"/></svg>"""
COMPETENCES = """
[[competences]]
framework = "DLGF"
version = "2018"
code = "4.2"
name = "Protecting personal data and privacy"
"""
COURSE = """
title = "{title}"
subject = "pay"
summary = "付款前看一眼"
lessons = ["look-first", "ask-first"]
"""
LESSON = """
title = "{title}"
subject = "pay"
audience = "both"
summary = "付款前看一眼"
remember = "名字不对，就停下"
source = "https://www.example.gov.cn/"
checked_on = 2026-11-23
review_by = 2027-05-20
competences = ["DLGF 2018 4.2"]
[[steps]]
id = "look"
kind = "text"
title = "先看名字"
picture = "name.svg"
alt = "手机上的名字"
body = "付款前，先看名字。"
[[steps]]
id = "try"
kind = "do_this"
title = "试一试"
items = ["打开付款页", "念出名字"]
[[steps]]
id = "q1"
kind = "question"
[steps.question]
kind = "one"
prompt = "名字不对，怎么办？"
hint = "钱付出去难追回。"
options = [
  {{ id = "a", text = "不付", right = true, reason = "对，先问清楚。" }},
  {{ id = "b", text = "先付", right = false, reason = "付了难追回。" }},
]
"""


class CurriculumCase(TestCase):
    """A folder with two lessons in two languages and one course."""

    def setUp(self):
        self.root = Path(tempfile.mkdtemp(prefix="curriculum-"))
        self.addCleanup(shutil.rmtree, self.root)
        self.write("pictures/name.svg", PICTURE)
        self.write("competences.toml", COMPETENCES)
        for language, title in (("zh-hans", "看清名字"), ("en", "Look at the name")):
            for key in ("look-first", "ask-first"):
                self.write(f"lessons/{key}/{language}.toml", LESSON.format(title=title))
            course = COURSE.format(title=title)
            self.write(f"courses/pay-safely/{language}.toml", course)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def edit(self, name: str, old: str, new: str) -> None:
        self.write(name, (self.root / name).read_text().replace(old, new))

    def load(self) -> str:
        output = StringIO()
        call_command("load_curriculum", root=self.root, stdout=output)
        return output.getvalue()

    def refused(self) -> str:
        with self.assertRaises(CommandError) as caught:
            self.load()
        return str(caught.exception)

    def lesson(self, key: str = "look-first", language: str = "zh-hans") -> LessonPage:
        return LessonPage.objects.get(
            translation_key=stable_id(f"lesson/{key}"), locale__language_code=language
        )


class LoadingTests(CurriculumCase):
    """The first run, and the second."""

    def test_an_empty_site_gets_its_pages_in_both_languages(self):
        self.assertIn("6 added", self.load())
        home = Site.objects.get(is_default_site=True).root_page.specific
        self.assertIsInstance(home, HomePage)
        self.assertEqual(self.lesson().url, "/lessons/look-first/")
        self.assertEqual(self.lesson(language="en").url, "/en/lessons/look-first/")
        self.assertEqual(Locale.objects.count(), 2)

    def test_ids_are_the_same_in_every_language(self):
        self.load()
        chinese, english = self.lesson().outline(), self.lesson(language="en").outline()
        self.assertEqual(chinese, english)
        key = str(stable_id("lesson/look-first"))
        self.assertEqual(outlines([key])[key], chinese)
        self.assertEqual(chinese.step_ids[0], str(stable_id("lesson/look-first/look")))

    def test_a_course_holds_its_lessons_in_order(self):
        self.load()
        course = CoursePage.objects.get(locale__language_code="en")
        lessons = [place.lesson.specific for place in course.course_lessons.all()]
        self.assertEqual([page.slug for page in lessons], ["look-first", "ask-first"])
        self.assertEqual({page.locale for page in lessons}, {course.locale})

    def test_pages_are_published_with_a_history(self):
        self.load()
        page = self.lesson()
        self.assertTrue(page.live)
        self.assertIsNotNone(page.first_published_at)
        self.assertEqual(page.latest_revision, page.live_revision)

    def test_a_second_run_changes_nothing(self):
        self.load()
        revision = self.lesson().latest_revision_id
        self.assertIn("0 added, 0 updated, 6 unchanged", self.load())
        self.assertEqual(self.lesson().latest_revision_id, revision)
        self.assertEqual(get_image_model().objects.count(), 1)
        self.assertEqual(Question.objects.count(), 4)
        self.assertEqual(Competence.objects.count(), 1)

    def test_a_changed_file_updates_its_page_and_nothing_else(self):
        self.load()
        self.edit("lessons/look-first/zh-hans.toml", "难追回", "很难追回")
        self.assertIn("0 added, 1 updated, 5 unchanged", self.load())
        question = self.lesson().steps[2].value
        self.assertEqual(question.hint, "钱付出去很难追回。")

    def test_a_lesson_leaves_a_course(self):
        self.load()
        name = "courses/pay-safely/zh-hans.toml"
        self.edit(name, '["look-first", "ask-first"]', '["ask-first"]')
        self.load()
        course = CoursePage.objects.get(locale__language_code="zh-hans")
        self.assertEqual(course.course_lessons.count(), 1)


class EditorTests(CurriculumCase):
    """An editor's work is the editor's."""

    def setUp(self):
        super().setUp()
        self.load()
        for name in (
            "lessons/look-first/zh-hans.toml",
            "courses/pay-safely/zh-hans.toml",
        ):
            self.edit(name, "看清名字", "文件里的新名字")

    def test_a_page_an_editor_published_is_kept_and_named(self):
        page = self.lesson()
        page.title = "编辑改的名字"
        page.save_revision().publish()
        output = self.load()
        self.assertIn("lessons/look-first/zh-hans.toml: kept", output)
        self.assertNotIn("courses/pay-safely/zh-hans.toml: kept", output)
        self.assertEqual(self.lesson().title, "编辑改的名字")

    def test_a_draft_nobody_published_yet_is_kept_too(self):
        page = self.lesson()
        page.title = "还没写完"
        page.save_revision()
        self.load()
        draft = self.lesson().get_latest_revision_as_object()
        self.assertEqual(draft.title, "还没写完")
        self.assertEqual(self.lesson().title, "看清名字")

    def test_a_question_an_editor_changed_is_kept(self):
        question = self.lesson().steps[2].value
        question.prompt = "编辑改的问题"
        question.save()
        self.assertIn("lessons/look-first/zh-hans.toml: kept", self.load())
        question.refresh_from_db()
        self.assertEqual(question.prompt, "编辑改的问题")

    def test_a_page_an_editor_took_offline_stays_offline(self):
        self.lesson().unpublish()
        self.load()
        self.assertFalse(self.lesson().live)

    def test_saving_without_a_change_leaves_the_page_to_the_file(self):
        self.lesson().save_revision().publish()
        self.load()
        self.assertEqual(self.lesson().title, "文件里的新名字")


class BadFileTests(CurriculumCase):
    """A clear sentence each, and nothing half-stored."""

    NAME = "lessons/look-first/zh-hans.toml"

    def test_every_slip_is_named_with_file_and_key(self):
        slips = {
            'subject = "pay"': ('subject = "food"', "subject: “food” is none of"),
            'title = "看清名字"': ("title = 5", "title: must be text"),
            "2026-11-23": ('"soon"', "checked_on: must be a date"),
            '"name.svg"': ('"none.svg"', "steps[look].picture: there is no file"),
            'alt = "手机上的名字"': ("", "steps[look].alt: is missing"),
            'id = "try"': ('id = "look"', "“look” stands there twice"),
            "right = true": ("right = false", "steps[q1].question.options: no answer"),
            'remember = "': ('remembr = "', "remember: is missing"),
            'audience = "both"': (
                'audience = "both"\nmood = 1',
                "mood: is not a known",
            ),
            '"DLGF 2018 4.2"': ('"DLGF 2018 9.9"', "competences: “DLGF 2018 9.9”"),
            "[[steps]]": ("[[steps]", "this is not TOML"),
        }
        good = (self.root / self.NAME).read_text()
        for old, (new, sentence) in slips.items():
            with self.subTest(new):
                self.write(self.NAME, good.replace(old, new, 1))
                message = self.refused()
                self.assertIn(self.NAME, message)
                self.assertIn(sentence, message)

    def test_the_other_files_are_loaded_all_the_same(self):
        self.edit(self.NAME, '"DLGF 2018 4.2"', '"DLGF 2018 9.9"')
        message = self.refused()
        self.assertIn("courses/pay-safely/zh-hans.toml", message)
        self.assertEqual(LessonPage.objects.count(), 3)
        self.assertEqual(Question.objects.count(), 3)

    def test_a_sentence_of_two_thousand_characters_is_refused(self):
        self.edit(self.NAME, "看清名字", "看" * 2000)
        self.assertIn(f"{self.NAME}: title", self.refused())
        self.edit(self.NAME, "看" * 2000, "看清名字")
        self.edit(self.NAME, "打开付款页", "看" * 2000)
        self.assertIn(f"{self.NAME}: steps[2].items", self.refused())

    def test_a_lesson_without_enough_steps_is_refused(self):
        text = (self.root / self.NAME).read_text()
        head, _step, rest = text.split("[[steps]]", 2)
        self.write(self.NAME, f"{head}[[steps]]{rest.split('[[steps]]')[1]}")
        self.assertIn(f"{self.NAME}: steps", self.refused())
        self.write(self.NAME, head)
        self.assertIn(f"{self.NAME}: steps: is missing or empty", self.refused())

    def test_a_file_that_is_not_utf8_is_refused(self):
        (self.root / self.NAME).write_bytes("title = '看'".encode("gb18030"))
        self.assertIn(f"{self.NAME}: the file is not UTF-8", self.refused())

    def test_a_language_the_site_does_not_speak_is_refused(self):
        self.write("lessons/look-first/fr.toml", "")
        self.assertIn("lessons/look-first/fr.toml", self.refused())

    def test_a_folder_that_is_not_there_is_refused(self):
        self.root = self.root / "nowhere"
        self.addCleanup(self.root.mkdir)
        self.assertIn("there is no such folder", self.refused())
