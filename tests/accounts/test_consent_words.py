"""What a person is asked to agree to is short, plain, and says all the law asks for."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.test import SimpleTestCase

from media.sentences import split_sentences

MAX_CHARACTERS, MAX_WORDS = 30, 16


def words(language: str) -> str:
    """The first version, in one language."""
    folder = Path(apps.get_app_config("accounts").path) / "data" / "consent"
    return (folder / f"1.{language}.txt").read_text(encoding="utf-8")


class ConsentWordsTest(SimpleTestCase):
    """Personal Information Protection Law, articles 13 to 17."""

    def test_it_says_who_keeps_what_why_and_for_how_long(self) -> None:
        asked = ("谁来保管", "记下什么", "用来做什么", "谁能看见", "放多久", "想收回")
        for question in asked:
            self.assertIn(question, words("zh-hans"))

    def test_both_languages_have_the_same_lines(self) -> None:
        chinese, english = words("zh-hans"), words("en")
        self.assertEqual(
            [paragraph.count("\n") for paragraph in chinese.split("\n\n")],
            [paragraph.count("\n") for paragraph in english.split("\n\n")],
        )

    def test_sentences_are_short(self) -> None:
        for sentence in split_sentences(words("zh-hans"), "zh-hans"):
            self.assertLessEqual(len(sentence), MAX_CHARACTERS, sentence)
        for sentence in split_sentences(words("en"), "en"):
            self.assertLessEqual(len(sentence.split()), MAX_WORDS, sentence)
