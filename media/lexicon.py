"""Words that are not spoken the way they are written: what is shipped, and how it applies.

Editors add to it and change it in the admin (`LexiconEntry`); their reading wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

Lexicon = Mapping[str, str]

CHINESE: Lexicon = {
    "App": "A P P",
    "app": "A P P",
    "APP": "A P P",
    "WiFi": "Wi-Fi",
    "WIFI": "Wi-Fi",
    "WI-FI": "Wi-Fi",
    "wifi": "Wi-Fi",
    "SMS": "短信",
    "PIN": "密码",
    "PIN码": "密码",
    "SIM": "sim",
    "POS": "pos",
    "RMB": "人民币",
    "CNY": "人民币",
    "OK": "O K",
    "ok": "O K",
    "WeChat": "微信",
    "Alipay": "支付宝",
    "QR": "二维",
    "24h": "二十四小时",
    "km": "公里",
    "kg": "公斤",
    "cm": "厘米",
    "GB/T": "国标",
    "≥": "大于等于",
    "≤": "小于等于",
    "7×24": "七乘二十四",
}
ENGLISH: Lexicon = {
    "App": "app",
    "APP": "app",
    "RMB": "yuan",
    "CNY": "yuan",
    "vs.": "versus",
    "e.g.": "for example",
    "i.e.": "that is",
    "etc.": "and so on",
    "km": "kilometres",
    "kg": "kilograms",
}
SHIPPED: Mapping[str, Lexicon] = {"zh": CHINESE, "yue": CHINESE, "en": ENGLISH}


def shipped_lexicon(language: str) -> Lexicon:
    """The readings that come with the product for a language such as `zh-hans`."""
    return SHIPPED.get(language.split("-")[0].lower(), {})


def apply_lexicon(text: str, readings: Lexicon) -> str:
    """Put the reading for every written word; Latin words and numbers only when whole."""
    if not readings:
        return text
    pattern = _pattern(tuple(readings))
    return pattern.sub(lambda match: readings[match[0]], text)


@lru_cache(maxsize=8)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((word for word in words if word), key=len, reverse=True)
    return re.compile("|".join(_whole(word) for word in longest_first) or r"(?!)")


def _whole(word: str) -> str:
    """Not inside a longer Latin word or number, so that `app` is not read in `happy`."""
    before = "(?<![A-Za-z0-9])" if re.match(r"[A-Za-z0-9]", word) else ""
    after = "(?![A-Za-z0-9])" if re.search(r"[A-Za-z0-9]$", word) else ""
    return before + re.escape(word) + after
