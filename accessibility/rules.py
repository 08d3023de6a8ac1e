"""How one reader wants things shown, as a value: read from a cookie, written to one."""

from __future__ import annotations

from dataclasses import dataclass

from accessibility.enums import SpeechSpeed, TextSize, Theme

COOKIE_NAME = "display"
COOKIE_AGE_SECONDS = 60 * 60 * 24 * 365
SEPARATOR = "."
HTML_LANGUAGES = {"zh-hans": "zh-Hans", "en": "en"}


def _number(choices: type[TextSize | SpeechSpeed], text: str, fallback: int) -> int:
    """The choice written as `text`, or the fallback when it is not one of them."""
    known = {str(choice.value): choice.value for choice in choices}
    return int(known.get(text, fallback))


@dataclass(frozen=True)
class Display:
    """What a reader chose. Every value is valid: nonsense became the default on the way in.

    `text_size` is CSS pixels of body text, `speech_speed` per cent of the usual speed,
    `language` a language code of the site or "" when nothing was chosen.
    """

    text_size: int = TextSize.MEDIUM.value
    theme: str = Theme.PAPER.value
    speech_speed: int = SpeechSpeed.NORMAL.value
    read_aloud: bool = False
    language: str = ""

    @classmethod
    def from_cookie(cls, value: str) -> Display:
        """Read what `as_cookie` wrote; every part that makes no sense is the default."""
        parts = [*value.split(SEPARATOR)[:5], "", "", "", "", ""]
        return cls(
            text_size=_number(TextSize, parts[0], cls.text_size),
            theme=parts[1] if parts[1] in Theme.values else cls.theme,
            speech_speed=_number(SpeechSpeed, parts[2], cls.speech_speed),
            read_aloud=parts[3] == "on",
            language=parts[4] if parts[4] in HTML_LANGUAGES else cls.language,
        )

    @property
    def as_cookie(self) -> str:
        """A short readable value such as `22.paper.100.off.zh-hans`."""
        return SEPARATOR.join([*self.page_key, self.language])

    @property
    def page_key(self) -> tuple[str, str, str, str]:
        """What changes a page at one address (the language is in the address)."""
        switch = "on" if self.read_aloud else "off"
        return (str(self.text_size), self.theme, str(self.speech_speed), switch)


def html_attributes(display: Display) -> dict[str, str]:
    """Attributes of `<html>`; the stylesheet and the scripts read them, nothing else."""
    text, theme, speed, read_aloud = display.page_key
    return {
        "data-text": text,
        "data-theme": theme,
        "data-speed": speed,
        "data-read-aloud": read_aloud,
    }
