"""Text is cut where a listener expects it, and nothing is lost."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.sentences import (
    LONGEST_CHINESE,
    LONGEST_OTHER,
    split_pieces,
    split_sentences,
)

MIXED = st.text(
    st.sampled_from(
        "名字，。！？!?.…“”「」（）()《》\"'’ ab1 0:/-\n\r\t网www.cn；：、@%"
    ),
    max_size=120,
)
TEXTS = st.one_of(st.text(max_size=200), MIXED)

CHINESE = [
    (
        "付款前，先看清名字。名字不对，就不要付。",
        ["付款前，先看清名字。", "名字不对，就不要付。"],
    ),
    ("他说：“您好！我是警察。”您别信。", ["他说：“您好！", "我是警察。”", "您别信。"]),
    ("点“付款？”按钮，再等等。", ["点“付款？”按钮，再等等。"]),
    ("一共12.50元。再看看3.5折。", ["一共12.50元。", "再看看3.5折。"]),
    (
        "请看https://www.gov.cn/a?x=1!b。好。",
        ["请看https://www.gov.cn/a?x=1!b。", "好。"],
    ),
    ("等等……再看看。算了……", ["等等……再看看。", "算了……"]),
    ("《怎么办？》这本书很好。", ["《怎么办？》这本书很好。"]),
    ("1. 打开微信\n2. 点“我”", ["1. 打开微信", "2. 点“我”"]),
    ("真的吗？！不会吧。。。", ["真的吗？！", "不会吧。。。"]),
    ("好的.再见.", ["好的.", "再见."]),
    ("  \n \n", []),
    ("😀！", ["😀！"]),
]
ENGLISH = [
    (
        "Mr. Li paid 3.5 yuan. Did he? Yes!",
        ["Mr. Li paid 3.5 yuan.", "Did he?", "Yes!"],
    ),
    ("Visit www.gov.cn. Then go.", ["Visit www.gov.cn.", "Then go."]),
    ("He said: “Stop! Wait.” Then left.", ["He said: “Stop!", "Wait.”", "Then left."]),
    ("1. Open it. 2. Close it.", ["1. Open it.", "2. Close it."]),
    ("Use e.g. WeChat. Good.", ["Use e.g. WeChat.", "Good."]),
]


@pytest.mark.parametrize(("text", "sentences"), CHINESE)
def test_chinese_is_cut_at_the_ends_of_sentences(
    text: str, sentences: list[str]
) -> None:
    assert split_sentences(text, "zh-hans") == sentences


@pytest.mark.parametrize(("text", "sentences"), ENGLISH)
def test_english_is_cut_at_the_ends_of_sentences(
    text: str, sentences: list[str]
) -> None:
    assert split_sentences(text, "en") == sentences


def test_a_sentence_of_two_thousand_characters_is_cut_at_its_commas() -> None:
    sentences = split_sentences("先看名字，再看钱数，" * 200 + "好。", "zh-hans")
    assert max(len(sentence) for sentence in sentences) <= LONGEST_CHINESE
    assert all(sentence.endswith(("，", "。")) for sentence in sentences)


def test_a_sentence_without_any_mark_is_cut_too() -> None:
    sentences = split_sentences("字" * 2000, "zh-hans")
    assert "".join(sentences) == "字" * 2000
    assert max(len(sentence) for sentence in sentences) <= LONGEST_CHINESE


def test_lines_and_paragraphs_are_told_apart() -> None:
    pieces = split_pieces("一。二。\n三。\n\n四。", "zh-hans")
    assert [piece.then for piece in pieces] == ["", "line", "paragraph", ""]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@given(text=TEXTS)
def test_no_character_is_lost_and_none_is_added(language: str, text: str) -> None:
    def bare(words: str) -> str:
        return re.sub(r"[\s\x1c-\x1f\x85]+", "", words)

    assert bare("".join(split_sentences(text, language))) == bare(text)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@given(text=TEXTS)
def test_cutting_again_changes_nothing(language: str, text: str) -> None:
    sentences = split_sentences(text, language)
    assert split_sentences("\n".join(sentences), language) == sentences


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@given(text=st.text(min_size=100, max_size=900))
def test_no_sentence_is_too_long_to_keep_a_recording_of(
    language: str, text: str
) -> None:
    longest = max(LONGEST_CHINESE, LONGEST_OTHER)
    assert all(len(one) <= longest for one in split_sentences(text, language))
