"""Numbers, amounts, dates and signs in a Chinese sentence, as they are said."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from media.numerals import hanzi_decimal, hanzi_digits, hanzi_number
from media.sentences import URL

Rule = tuple[re.Pattern[str], Callable[[re.Match[str]], str]]

NUMBER = r"\d+(?:\.\d+)?"
WITH_COMMAS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d,])"
# After one of these a number is a quantity, not a telephone number.
MEASURES = (
    "元块角分毛万亿千百个人名位次天年月日点岁斤公厘米克吨升里亩秒小时周页条张种项家户台部件"
    "遍倍度级层楼路辆只头颗棵粒场班课字步折成刻篇期期届门道题步下句"
)
TWO_OF = "个人名位次天年元块周种条张件部台家户遍倍岁公斤里米亩层辆只头颗棵粒场班课句步篇项门道点小分"
CALLED = re.compile(
    r"(?:拨打?|打|致电|电话|热线|号码|短信|验证码|尾号|密码|编号|卡号|口令|代码)"
    r"[是为到了：:“\"（( ]*$"
)
HOTLINES = {"110", "119", "120", "122", "114"}
LONG_NUMBER = (
    5  # digits: from here on it is a number to dial, unless something is counted
)
CURRENCIES = {"$": "美元", "€": "欧元", "£": "英镑"}

SIGNS = {
    "¥": "元",
    "%": "百分号",
    "‰": "千分号",
    "+": "加",
    "=": "等于",
    "&": "和",
    "@": "艾特",
    "#": "井号",
    "*": "星号",
    "℃": "摄氏度",
    "°": "度",
    "×": "乘",
    "÷": "除以",
    "<": "小于",
    ">": "大于",
    "_": "下划线",
    "✓": "对",
    "✔": "对",
    "√": "对",
    "$": "美元",
    "€": "欧元",
    "£": "英镑",
}
MARKS = {
    ",": "，",
    ".": "。",
    "．": "。",
    "｡": "。",
    "?": "？",
    "!": "！",
    ";": "；",
    ":": "：",
    "(": "（",
    ")": "）",
    "[": "，",
    "]": "，",
    "【": "，",
    "】": "，",
    "/": "，",
    "|": "，",
    "→": "，",
    "•": "，",
    "—": "，",
    "–": "，",
    "\n": "。",
}
KEPT_MARKS = "，。！？：；、（）《》〈〉“”‘’「」『』…·"
URL_WORDS = {
    ".": "点",
    "/": "斜杠",
    "-": "横杠",
    "@": "艾特",
    "_": "下划线",
    "?": "问号",
}
URL_WORDS |= {
    "=": "等于",
    "&": "和",
    "#": "井号",
    ":": "冒号",
    "%": "百分号",
    "+": "加",
}


def read_chinese(text: str) -> str:
    """One pass over a sentence whose digits are plain 0 to 9."""
    text = _half_width(text)
    for pattern, words in RULES:
        text = pattern.sub(words, text)
    text = "".join(_sign(character) for character in text)
    return _tidy(text)


def _half_width(text: str) -> str:
    """Full-width letters and signs as ASCII; invisible characters gone."""
    folded = "".join(
        unicodedata.normalize("NFKC", character)
        if "\uff01" <= character <= "\uff5e" and character not in "，！？：；（）．"
        else character
        for character in text
    )
    folded = folded.replace("￥", "¥").replace("~", "～")
    return "".join(
        c
        for c in folded
        if unicodedata.category(c) not in {"Cf", "Cc", "Mn"} or c == "\n"
    )


def _address(match: re.Match[str]) -> str:
    """A web address is said piece by piece; nobody says https."""
    bare = re.sub(r"^https?://", "", match[0])
    words = [
        hanzi_digits(c) or URL_WORDS.get(c, c if c.isalpha() else "，") for c in bare
    ]
    return "".join(words)


def _telephone(match: re.Match[str]) -> str:
    groups = re.split(r"[- ]", match[0])
    return "，".join(hanzi_digits(group) for group in groups)


def _date(match: re.Match[str]) -> str:
    year, month, day = match.groups()
    return f"{hanzi_digits(year)}年{hanzi_number(month)}月{hanzi_number(day)}日"


def _time(match: re.Match[str]) -> str:
    hour, minute = match["hour"], match["minute"]
    words = f"{_two(hour)}点"
    if int(minute):
        zero = "零" if minute.startswith("0") else ""
        words += f"{zero}{hanzi_number(minute)}分"
    if match["second"]:
        words += f"{hanzi_number(match['second'])}秒"
    return words


def _two(digits: str) -> str:
    """A lone two before something counted is 两."""
    return "两" if digits == "2" else hanzi_number(digits)


def _money(match: re.Match[str]) -> str:
    """¥12.50 → 十二元五角, ¥3万 → 三万元, $5 → 五美元."""
    number = match["number"].replace(",", "")
    unit = match.groupdict().get("unit") or ""
    name = CURRENCIES.get(match.groupdict().get("sign") or "¥", "元")
    whole, _point, part = number.partition(".")
    if unit or name != "元" or len(part) > 2:
        return f"{hanzi_decimal(number)}{unit}{name}"
    return _yuan(whole, part.ljust(2, "0"))


def _yuan(whole: str, part: str) -> str:
    jiao, fen = part[0], part[1]
    has_yuan = bool(whole.strip("0"))
    words = f"{_two(whole.lstrip('0'))}元" if has_yuan else ""
    if jiao != "0":
        words += f"{hanzi_digits(jiao)}角"
    elif fen != "0" and has_yuan:
        words += "零"
    if fen != "0":
        words += f"{hanzi_digits(fen)}分"
    return words or "零元"


def _integer(match: re.Match[str]) -> str:
    """A hotline or code digit by digit, a quantity as a quantity."""
    digits = match[0]
    before, after = match.string[: match.start()], match.string[match.end() :].lstrip()
    counts = bool(after) and after[0] in MEASURES
    has_leading_zero = len(digits) > 1 and digits.startswith("0")
    is_round = digits.endswith("000")
    is_dialled = digits in HOTLINES or bool(CALLED.search(before[-12:]))
    is_long = len(digits) >= LONG_NUMBER and not is_round
    if has_leading_zero or ((is_dialled or is_long) and not counts):
        return hanzi_digits(digits)
    if digits == "2" and after and after[0] in TWO_OF and not before.endswith("第"):
        return "两"
    return hanzi_number(digits)


def _letters(match: re.Match[str]) -> str:
    """An abbreviation in capitals is said letter by letter."""
    return " ".join(match[0])


RULES: tuple[Rule, ...] = (
    (URL, _address),
    (
        re.compile(
            r"(?<![\d.])(?:0\d{2,3}[- ]\d{7,8}|[48]00[- ]\d{3,4}[- ]?\d{3,4}|"
            r"1[3-9]\d[- ]\d{4}[- ]\d{4})(?!\d)"
        ),
        _telephone,
    ),
    (
        re.compile(
            r"(?<!\d)((?:19|20)\d\d)[-/.](0?[1-9]|1[0-2])[-/.]"
            r"(0?[1-9]|[12]\d|3[01])(?![\d.])"
        ),
        _date,
    ),
    (re.compile(r"(?<!\d)((?:19|20)\d\d)(?=\s*年)"), lambda m: hanzi_digits(m[1])),
    (
        re.compile(
            r"(?<![\d:：.])(?P<hour>[01]?\d|2[0-4])[:：](?P<minute>[0-5]\d)"
            r"(?:[:：](?P<second>[0-5]\d))?(?![\d:：])"
        ),
        _time,
    ),
    (
        re.compile(r"(?<!\d)\d+(?:\.\d+){2,}"),
        lambda m: "点".join(hanzi_digits(part) for part in m[0].split(".")),
    ),
    (
        re.compile(
            rf"(?P<sign>[¥$€£])\s*(?P<number>{WITH_COMMAS}|{NUMBER})\s*(?P<unit>[万亿千百])?\s*元?"
        ),
        _money,
    ),
    (re.compile(rf"(?<![\d.,])(?P<number>{WITH_COMMAS}|\d+\.\d{{1,2}})\s*元"), _money),
    (
        re.compile(rf"(?<![\d,]){WITH_COMMAS}"),
        lambda m: hanzi_decimal(m[0].replace(",", "")),
    ),
    (re.compile(rf"({NUMBER})\s*%"), lambda m: f"百分之{hanzi_decimal(m[1])}"),
    (re.compile(rf"({NUMBER})\s*‰"), lambda m: f"千分之{hanzi_decimal(m[1])}"),
    (
        re.compile(r"(?<![\d/])([1-9]\d?)/([1-9]\d?)(?![\d/])"),
        lambda m: f"{hanzi_number(m[2])}分之{hanzi_number(m[1])}",
    ),
    (
        re.compile(r"(?<=\d)\s*(?:[-–～]|—)\s*(?=\d+(?:\.\d+)?\s*[^\d\s\-.])"),
        lambda m: "到",
    ),
    (re.compile(r"(?<=\d)[:：](?=\d)"), lambda m: "比"),
    (re.compile(r"(?:(?<=^)|(?<=[\s（：，]))[-−](?=\d)"), lambda m: "负"),
    (re.compile(r"(?<=\d)\s*[×xX]\s*(?=\d)"), lambda m: "乘"),
    (re.compile(r"\d+\.\d+"), lambda m: hanzi_decimal(m[0])),
    (re.compile(r"\d+"), _integer),
    (re.compile(r"(?<![A-Za-z])[A-Z]{2,5}(?![A-Za-z])"), _letters),
    (re.compile(r"—{1,2}|–"), lambda m: "，"),
)


def _sign(character: str) -> str:
    """One character of the finished sentence: kept, named, or turned into a pause."""
    if character in SIGNS:
        return SIGNS[character]
    if character in MARKS:
        return MARKS[character]
    if character in KEPT_MARKS or character in "-'’ ":
        return character
    return character if unicodedata.category(character)[0] in "LM" else " "


def _tidy(text: str) -> str:
    """Spaces only between Latin words, hyphens only inside them, no doubled pauses."""
    text = re.sub(r"(?<![A-Za-z])[-'’]|[-'’](?![A-Za-z])", " ", text)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(?<![A-Za-z]) | (?![A-Za-z])", "", text)
    text = re.sub(r"，+(?=[，。！？：；、）])|(?<=[，。！？：；、（])，+", "", text)
    return text.lstrip("，")
