"""Lessons in two languages."""

from __future__ import annotations

from django.test import TestCase
from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, TranslationSource

from accounts.models import User
from lessons.models import LessonPage
from lessons.selectors import outlines, step_scripts
from quiz.models import Question
from tests.lessons.factories import make_lesson, make_shelf


class TranslatingTests(TestCase):
    """A lesson goes through wagtail-localize and counts as the same lesson."""

    def setUp(self) -> None:
        """A published Chinese lesson, and English."""
        self.page = make_lesson()
        self.english = Locale.objects.get_or_create(language_code="en")[0]
        make_shelf().copy_for_translation(self.english).save_revision().publish()

    def translate(self, instance: LessonPage | Question) -> None:
        """Put every string into "English" and bring the translation out."""
        source, _created = TranslationSource.update_or_create_from_instance(instance)
        user = User.objects.get_or_create(username="translator")[0]
        for segment in source.stringsegment_set.all():
            StringTranslation.objects.get_or_create(
                translation_of=segment.string,
                locale=self.english,
                context=segment.context,
                defaults={
                    "data": f"EN {segment.string.data}",
                    "translation_type": "manual",
                    "tool_name": "",
                    "last_translated_by": user,
                },
            )
        source.create_or_update_translation(self.english, user=user, publish=True)

    def translated(self) -> LessonPage:
        """The English lesson."""
        for question in Question.objects.filter(locale=self.page.locale):
            self.translate(question)
        self.translate(self.page)
        return LessonPage.objects.get(locale=self.english)

    def test_steps_questions_and_answers_keep_their_ids(self) -> None:
        english = self.translated()
        self.assertEqual(english.outline(), self.page.outline())
        for chinese in Question.objects.filter(locale=self.page.locale):
            other = Question.objects.get(
                locale=self.english, translation_key=chinese.translation_key
            )
            self.assertEqual(other.rule_options(), chinese.rule_options())
            self.assertEqual(
                [str(one.id) for one in other.shown_options()],
                [str(one.id) for one in chinese.shown_options()],
            )

    def test_words_are_translated_and_facts_are_kept(self) -> None:
        english = self.translated()
        self.assertTrue(english.steps[0].value["body"].startswith("EN "))
        self.assertTrue(english.steps[0].value["alt"].startswith("EN "))
        self.assertTrue(english.steps[3].value["items"][0].startswith("EN "))
        self.assertEqual(
            english.steps[0].value["picture"], self.page.steps[0].value["picture"]
        )
        self.assertEqual(english.review_by, self.page.review_by)
        self.assertEqual(english.subject, self.page.subject)

    def test_the_english_lesson_asks_the_english_questions_and_speaks_english(
        self,
    ) -> None:
        english = self.translated()
        self.assertEqual(english.steps[2].value.locale, self.english)
        self.assertEqual({s.language for s in step_scripts(english).values()}, {"en"})

    def test_both_languages_have_one_outline(self) -> None:
        self.translated()
        key = str(self.page.translation_key)
        with self.assertNumQueries(2):
            found = outlines([key])
        self.assertEqual(found, {key: self.page.outline()})
