"""Numbers, signs and letters are spoken as a person says them."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st

from media.models import LexiconEntry
from media.reading import spoken_form
from media.selectors import editors_lexicon
from media.sentences import can_be_spoken, split_sentences

LESSONS = Path(__file__).resolve().parents[2] / "curriculum" / "lessons"

MIXED = st.text(
    st.sampled_from(
        "打拨电话验证码个元年月日第点分¥￥$%％℃0123456789０９①½,.，。:：-~～/+×ABPwi APP "
    ),
    max_size=60,
)
TEXTS = st.one_of(st.text(max_size=120), MIXED)

CHINESE = [
    ("付12.50元", "付十二元五角"),
    ("¥12.50", "十二元五角"),
    ("￥25.80", "二十五元八角"),
    ("¥0.05", "五分"),
    ("¥12.05", "十二元零五分"),
    ("¥1,200.50", "一千二百元五角"),
    ("¥3万", "三万元"),
    ("$5", "五美元"),
    ("每月扣800元", "每月扣八百元"),
    ("1.5万元", "一点五万元"),
    ("1,200人", "一千二百人"),
    ("拨打96110,别怕", "拨打九六一一零，别怕"),
    ("12381发来短信", "一二三八一发来短信"),
    ("打110报警", "打一一零报警"),
    ("110个人", "一百一十个人"),
    ("010-12345678", "零一零，一二三四五六七八"),
    ("验证码1234", "验证码一二三四"),
    ("4位密码", "四位密码"),
    ("尾号0088", "尾号零零八八"),
    ("2026年11月23日", "二零二六年十一月二十三日"),
    ("2026-11-23 9:05", "二零二六年十一月二十三日九点零五分"),
    ("打折12.5%", "打折百分之十二点五"),
    ("100％", "百分之一百"),
    ("2个人，第2步", "两个人，第二步"),
    ("3-5天", "三到五天"),
    ("1/2", "二分之一"),
    ("½", "二分之一"),
    ("-5℃", "负五摄氏度"),
    ("①看 ②听", "一看二听"),
    ("20000", "两万"),
    ("10050人", "一万零五十人"),
    ("打开APP,连WiFi", "打开A P P，连Wi-Fi"),
    ("收到SMS", "收到短信"),
    ("ICBC", "I C B C"),
    ("网址www.gov.cn", "网址www点gov点cn"),
    ("好的.真的?", "好的。真的？"),
]
ENGLISH = [
    ("Call 110 now.", "Call one one zero now."),
    ("120 people", "one hundred and twenty people"),
    ("¥12.50", "twelve point five yuan"),
    ("It costs ¥1,200", "It costs one thousand two hundred yuan"),
    ("12.5% of it", "twelve point five percent of it"),
    ("In 2026", "In twenty twenty-six"),
    (
        "on 2026-11-23 at 9:05",
        "on November twenty-third, twenty twenty-six at nine oh five",
    ),
    ("Dial 96110.", "Dial nine six one one zero."),
    ("3-5 days", "three to five days"),
    ("the 2nd one", "the second one"),
    ("Step 3 of 6", "Step three of six"),
]


@pytest.mark.parametrize(("written", "spoken"), CHINESE)
def test_chinese_is_read_as_people_say_it(written: str, spoken: str) -> None:
    assert spoken_form(written, "zh-hans") == spoken


@pytest.mark.parametrize(("written", "spoken"), ENGLISH)
def test_english_is_read_as_people_say_it(written: str, spoken: str) -> None:
    assert spoken_form(written, "en") == spoken


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@given(text=TEXTS)
def test_no_digit_is_left_unread(language: str, text: str) -> None:
    spoken = spoken_form(text, language)
    assert not any(character.isdigit() for character in spoken)
    assert "%" not in spoken
    assert "¥" not in spoken


@pytest.mark.parametrize("language", ["zh-hans", "en", "ko"])
@given(text=TEXTS)
def test_reading_what_was_read_changes_nothing(language: str, text: str) -> None:
    spoken = spoken_form(text, language)
    assert spoken_form(spoken, language) == spoken


@given(number=st.integers(0, 10**17))
def test_every_amount_has_words(number: int) -> None:
    assert spoken_form(f"{number}元", "zh-hans").endswith("元")
    assert spoken_form(f"{number} yuan", "en").endswith("yuan")


class EditorsLexiconTests(TestCase):
    """What editors write wins over what is shipped."""

    def test_an_editor_adds_and_changes_readings(self) -> None:
        for written, spoken in [("12316", "三农热线"), ("APP", "应用")]:
            LexiconEntry.objects.create(
                language="zh-hans", written=written, spoken=spoken
            )
        readings = editors_lexicon("zh-hans")
        assert (
            spoken_form("打12316，用APP", "zh-hans", readings) == "打三农热线，用应用"
        )

    def test_a_latin_word_is_not_found_inside_another(self) -> None:
        assert spoken_form("happy", "zh-hans") == "happy"


@pytest.mark.parametrize("path", sorted(LESSONS.glob("*/*.toml")), ids=str)
def test_every_starter_lesson_can_be_read_by_the_voice(path: Path) -> None:
    for step in tomllib.loads(path.read_text())["steps"]:
        for sentence in split_sentences(step.get("body", ""), path.stem):
            spoken = spoken_form(sentence, path.stem)
            assert can_be_spoken(spoken), sentence
            if path.stem == "zh-hans":
                assert not re.search(r"[0-9,.%()¥]", spoken), spoken
