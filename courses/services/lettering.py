"""Letters on a picture: every character of a name in a font that really has it.

Names are the reason for this module. A Chinese name may hold a character no ordinary
font has (𠮷, 䶮, 骉, 㛃); a name from Xinjiang may be forty characters long. A square box
in place of a person's name is worse than no certificate at all. The fonts and where they
come from: `docs/decisions/0030-certificate-fonts.md`.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONT_DIR = Path(__file__).resolve().parent.parent / "fonts"
REGULAR = str(FONT_DIR / "noto-sans-sc-400.woff2")
BOLD = str(FONT_DIR / "noto-sans-sc-700.woff2")
RARE = str(FONT_DIR / "fieldside-rare-han-400.woff2")

SUBSTITUTE = "〓"
"""What printers set for a character they do not have (the geta mark, U+3013)."""

NEVER_DRAWN = "\U0010ffff"
"""A code point no font has: drawing it shows the font's own "missing" box."""

PROBE_SIZE = 24
SYSTEM_FONT_DIRS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
SYSTEM_FONTS_TRIED = 400
BREAK_AFTER = "··•‧・ -"
"""Where a long name may be broken: after the middle dot between its parts."""

CLINGING = {"Mn", "Me", "Cf"}
"""Marks and selectors that are drawn as part of the character before them."""


@dataclass(frozen=True)
class Run:
    """Neighbouring characters drawn in one font."""

    text: str
    path: str
    needs_weight: bool = False

    def font(self, size: int) -> ImageFont.FreeTypeFont:
        """Return the font of this run at a size in pixels."""
        return font_at(self.path, size)


@dataclass(frozen=True)
class Lines:
    """A text broken into lines at the size where it fits its box."""

    size: int
    lines: tuple[str, ...]


@lru_cache(maxsize=64)
def font_at(path: str, size: int) -> ImageFont.FreeTypeFont:
    """Open a font file at a size in pixels, once per process."""
    return ImageFont.truetype(path, size)


@lru_cache(maxsize=4096)
def has_glyph(path: str, character: str) -> bool:
    """Say whether a font draws this character as itself, not as its "missing" box."""
    font = font_at(path, PROBE_SIZE)
    if character.isspace():
        return True
    drawn = font.getmask(character)
    missing = font.getmask(NEVER_DRAWN)
    return (drawn.size, bytes(drawn)) != (missing.size, bytes(missing))


@lru_cache(maxsize=1)
def system_fonts() -> tuple[str, ...]:
    """List font files this machine happens to have; empty on a fresh one."""
    found: list[str] = []
    for folder in SYSTEM_FONT_DIRS:
        files = sorted(Path(folder).expanduser().glob("**/*.[to]t[fc]"))
        found += [str(file) for file in files]
    return tuple(found[:SYSTEM_FONTS_TRIED])


@lru_cache(maxsize=256)
def system_font_with(character: str) -> str | None:
    """Find any font of the machine that has a character ours lack."""
    for path in system_fonts():
        try:
            if has_glyph(path, character):
                return path
        except (OSError, SyntaxError):
            continue  # not a font Pillow can open: try the next
    return None


def font_for(character: str, main: str) -> str | None:
    """Choose the font for one character: ours, the rare one, the machine's, or none."""
    for path in (main, RARE):
        if has_glyph(path, character):
            return path
    return system_font_with(character)


def missing_characters(text: str) -> list[str]:
    """Name the characters no font at hand can draw."""
    return sorted(
        {
            character
            for character in text
            if unicodedata.category(character) not in CLINGING
            and font_for(character, BOLD) is None
        }
    )


def runs(text: str, main: str) -> Iterator[Run]:
    """Cut a text into stretches that one font can draw.

    Stretches, not single characters, so that joined scripts (Uyghur) stay joined.
    """
    current, path = "", main
    for character in text:
        if current and unicodedata.category(character) in CLINGING:
            current += character
            continue
        chosen = font_for(character, main)
        letter = character if chosen else SUBSTITUTE
        chosen = chosen or main
        if current and chosen != path:
            yield Run(current, path, needs_weight=_needs_weight(path, main))
            current = ""
        current, path = current + letter, chosen
    if current:
        yield Run(current, path, needs_weight=_needs_weight(path, main))


def _needs_weight(path: str, main: str) -> bool:
    """The rare font has one weight; beside bold letters it is thickened."""
    return main == BOLD and path != BOLD


def width(text: str, size: int, main: str = REGULAR) -> float:
    """Measure a text in pixels."""
    return sum(run.font(size).getlength(run.text) for run in runs(text, main))


@dataclass(frozen=True)
class Pen:
    """What to write with: a font file, a size in pixels, a colour."""

    size: int
    colour: str
    main: str = REGULAR


def write(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, pen: Pen
) -> None:
    """Write one line; `at` is its left end and baseline."""
    x, y = at
    for run in runs(text, pen.main):
        font = run.font(pen.size)
        stroke = max(1, round(pen.size / 50)) if run.needs_weight else 0
        draw.text(
            (x, y),
            run.text,
            fill=pen.colour,
            font=font,
            anchor="ls",
            stroke_width=stroke,
            stroke_fill=pen.colour,
        )
        x += font.getlength(run.text)


def write_centred(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, pen: Pen
) -> None:
    """Write one line; `at` is its middle and baseline."""
    x, y = at
    write(draw, (x - width(text, pen.size, pen.main) / 2, y), text, pen)


def fit(
    text: str, box_width: int, sizes: tuple[tuple[int, int], ...], main: str
) -> Lines:
    """Find the largest setting that fits: `sizes` is (size, lines allowed), best first.

    The last setting is taken even when a line is still too wide; it is then made
    smaller until it fits, so that nothing is ever cut off.
    """
    for size, allowed in sizes:
        lines = break_lines(text, box_width, Pen(size, "", main))
        if len(lines) <= allowed:
            return Lines(size, lines)
    size, allowed = sizes[-1]
    while size > 12:
        size -= 2
        lines = break_lines(text, box_width, Pen(size, "", main))
        if len(lines) <= allowed:
            break
    return Lines(size, lines)


def break_lines(text: str, box_width: int, pen: Pen) -> tuple[str, ...]:
    """Break a text into lines no wider than the box, at a middle dot where possible."""
    total = width(text, pen.size, pen.main)
    if total <= box_width:
        return (text,)
    left = int(total // box_width) + 1
    lines, rest = [], text
    while rest and width(rest, pen.size, pen.main) > box_width:
        ideal = width(rest, pen.size, pen.main) / max(left, 2)
        cut = _cut(rest, box_width, ideal, pen)
        lines.append(rest[:cut].strip())
        rest = rest[cut:].strip()
        left -= 1
    return tuple([*lines, rest] if rest else lines)


def _cut(text: str, box_width: int, ideal: float, pen: Pen) -> int:
    """Where to end the first line: near the ideal width, after a dot if one is near."""
    reach, fitting = 0.0, []
    for place, character in enumerate(text, start=1):
        reach += width(character, pen.size, pen.main)
        if reach > box_width:
            break
        fitting.append((place, reach))
    if not fitting:
        return 1
    dots = [pair for pair in fitting if text[pair[0] - 1] in BREAK_AFTER]
    near = [pair for pair in dots if pair[1] > ideal * 0.5]
    return min(near or fitting, key=lambda pair: abs(pair[1] - ideal))[0]
