"""The starter lessons use short sentences, common characters and checked facts only."""

from __future__ import annotations

import re
from statistics import mean

from django.test import SimpleTestCase

from media.sentences import split_sentences
from tests.curriculum.files import LESSON_KEYS, Words, narrated

MEAN_CHARACTERS, MAX_CHARACTERS = 20, 30
MEAN_WORDS, MAX_WORDS = 12, 16
COMMON_SHARE = 0.95

HAN = re.compile(r"[\u4e00-\u9fff]")

# Numbers a learner may be told to trust. Any other number of three digits or more is
# either an amount (listed here too) or a mistake.
KNOWN_NUMBERS = {"110", "96110", "12381", "800"}

# Not established, outdated or contradictory, whatever the wording.
FORBIDDEN = (
    "12337",
    r"密码.{0,6}五次",
    r"输错",
    r"免密.{0,6}\d",
    r"\d+元以下",
    r"延迟到账",
    r"(二十四|24)小时.{0,6}(撤|退|取消)",
    r"没有风险|绝对安全|稳赚",
    r"(老糊涂|活该|傻)",
    r"(stupid|foolish|too old)",
)

# A brand may be named where a menu path cannot be told without it.
BRANDS = (
    "微信|支付宝|抖音|淘宝|京东|云闪付|银联|QQ|WeChat|Alipay|TikTok|Taobao|UnionPay"
)
BRAND_ALLOWED = {("bigger-letters", "chat-app")}


def is_common(character: str) -> bool:
    """Say whether a Chinese character is one of the 3,755 of GB 2312-80, level 1.

    A stand-in for the 2,500 common characters of 现代汉语常用字表 (1988): somewhat wider, but
    it can be computed instead of copied (first byte 0xB0 to 0xD7).
    """
    try:
        first = character.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= first <= 0xD7


def of(lesson: str, language: str) -> list[Words]:
    """All narrated words of one lesson."""
    return [words for words in narrated(language) if words.lesson == lesson]


class SentenceTest(SimpleTestCase):
    """One thought, one breath."""

    def test_chinese_sentences_are_short(self) -> None:
        for key in LESSON_KEYS:
            lengths = []
            for words in of(key, "zh-hans"):
                for sentence in split_sentences(words.text, words.language):
                    lengths.append(len(sentence))
                    self.assertLessEqual(len(sentence), MAX_CHARACTERS, sentence)
            self.assertLessEqual(mean(lengths), MEAN_CHARACTERS, key)

    def test_english_sentences_are_short(self) -> None:
        for key in LESSON_KEYS:
            lengths = []
            for words in of(key, "en"):
                for sentence in split_sentences(words.text, words.language):
                    count = len(sentence.split())
                    lengths.append(count)
                    self.assertLessEqual(count, MAX_WORDS, sentence)
            self.assertLessEqual(mean(lengths), MEAN_WORDS, key)

    def test_a_screen_holds_three_sentences_of_text_at_most(self) -> None:
        for language in ("zh-hans", "en"):
            for words in narrated(language):
                self.assertLessEqual(words.text.count("\n"), 3, words)

    def test_the_narration_reads_nothing_a_voice_would_spell(self) -> None:
        for language in ("zh-hans", "en"):
            for words in narrated(language):
                self.assertNotRegex(words.text, r"https?:|[<>*_#@/\\]", words)


class CharacterTest(SimpleTestCase):
    """Who learned to read as a grown-up can read along."""

    def test_nearly_all_characters_are_common(self) -> None:
        for key in LESSON_KEYS:
            characters = [
                character
                for words in of(key, "zh-hans")
                for character in HAN.findall(words.text)
            ]
            share = mean(is_common(character) for character in characters)
            self.assertGreaterEqual(share, COMMON_SHARE, key)

    def test_english_narration_holds_no_chinese_character(self) -> None:
        for words in narrated("en"):
            self.assertNotRegex(words.text, HAN, words)


class FactTest(SimpleTestCase):
    """Nothing is taught that was not established."""

    def test_no_claim_of_the_deny_list_is_made(self) -> None:
        for language in ("zh-hans", "en"):
            for words in narrated(language):
                for pattern in FORBIDDEN:
                    self.assertNotRegex(words.text, pattern, words)

    def test_only_checked_numbers_are_named(self) -> None:
        for language in ("zh-hans", "en"):
            for words in narrated(language):
                numbers = set(re.findall(r"\d{3,}", words.text))
                self.assertLessEqual(numbers, KNOWN_NUMBERS, words)

    def test_brands_are_named_only_where_a_menu_needs_it(self) -> None:
        for language in ("zh-hans", "en"):
            for words in narrated(language):
                if (words.lesson, words.place) not in BRAND_ALLOWED:
                    self.assertNotRegex(words.text, BRANDS, words)
