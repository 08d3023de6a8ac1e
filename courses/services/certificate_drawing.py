"""Draw a certificate: A4, landscape, 200 dots per inch.

Pure drawing: words in, picture out. No database, no request, so that it can run outside
every transaction.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from io import BytesIO

import segno
from PIL import Image, ImageDraw

from courses.services.lettering import (
    BOLD,
    REGULAR,
    Pen,
    fit,
    width,
    write,
    write_centred,
)

DRAWING_VERSION = 1
"""Raise it when the look changes: kept pictures are then drawn again."""

DPI = 200
WIDTH, HEIGHT = 2339, 1654
MIDDLE = WIDTH // 2

PAPER, INK, SOFT = "#fbf5e9", "#1d1a16", "#4d463c"
GREEN, SUN, LINE = "#0a5c34", "#f2b632", "#d9ccb4"
HILL_FAR, HILL_NEAR, FURROW = "#e6edd6", "#cfe0bd", "#b3cd9d"

DIGITS = "〇一二三四五六七八九"

NAME_SIZES = ((150, 1), (124, 1), (104, 1), (92, 2), (76, 2), (64, 3), (54, 3))
COURSE_SIZES = ((76, 1), (64, 1), (54, 2), (46, 3))
SMALL_SIZES = ((40, 1), (36, 2), (32, 3))
NAME_BOX, COURSE_BOX, SMALL_BOX = 1750, 1800, 1180


@dataclass(frozen=True)
class Words:
    """Everything written on one certificate, as frozen at issue."""

    name: str
    course: str
    project: str
    organization: str
    date: str
    code: str
    address: str
    """Address of the public page that confirms the certificate."""


def chinese_date(day: date) -> str:
    """Write a day as a certificate does: 二〇二六年十一月二十三日."""
    year = "".join(DIGITS[int(figure)] for figure in str(day.year))
    return f"{year}年{_up_to_31(day.month)}月{_up_to_31(day.day)}日"


def _up_to_31(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = {0: "", 1: "十"}.get(tens, DIGITS[tens] + "十")
    return ten + (DIGITS[ones] if ones else "")


def draw_certificate(words: Words) -> Image.Image:
    """Draw one certificate."""
    picture = background().copy()
    draw = ImageDraw.Draw(picture)
    _write_head(draw, "结业证书" if words.project else "学习证书")
    _write_name(draw, words.name)
    _write_course(draw, words.course)
    _write_issuer(draw, words)
    _place_qr(picture, draw, words)
    return picture


def _write_head(draw: ImageDraw.ImageDraw, title: str) -> None:
    """The programme's name and what this paper is."""
    write_centred(draw, (MIDDLE + 38, 262), "田间课堂", Pen(56, GREEN, BOLD))
    _sun_mark(draw, MIDDLE - 124, 241)
    write_centred(draw, (MIDDLE, 442), " ".join(title), Pen(138, INK, BOLD))


def _sun_mark(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    """A small sun over a field: the sign of the house."""
    draw.ellipse((x - 15, y - 36, x + 15, y - 6), fill=SUN)
    draw.pieslice((x - 34, y - 4, x + 34, y + 48), 180, 360, fill=GREEN)


def _write_name(draw: ImageDraw.ImageDraw, name: str) -> None:
    """The learner's name, whole, as large as it can be."""
    lines = fit(name, NAME_BOX, NAME_SIZES, BOLD)
    step = int(lines.size * 1.28)
    bottom = 716
    first = bottom - step * (len(lines.lines) - 1)
    if len(lines.lines) > 1:
        first += 12 * len(lines.lines)
    for place, line in enumerate(lines.lines):
        at = (MIDDLE, first + step * place)
        write_centred(draw, at, line, Pen(lines.size, GREEN, BOLD))
    last = first + step * (len(lines.lines) - 1)
    widest = max(width(line, lines.size, BOLD) for line in lines.lines)
    half = max(420, int(widest / 2) + 40)
    line_box = (MIDDLE - half, last + 44, MIDDLE + half, last + 52)
    draw.rounded_rectangle(line_box, radius=4, fill=SUN)


def _write_course(draw: ImageDraw.ImageDraw, course: str) -> None:
    """What was learned."""
    write_centred(
        draw, (MIDDLE, 872), "认真学完了这门课的全部课文", Pen(46, SOFT, REGULAR)
    )
    lines = fit(f"《{course}》", COURSE_BOX, COURSE_SIZES, BOLD)
    for place, line in enumerate(lines.lines):
        at = (MIDDLE, 986 + int(lines.size * 1.35) * place)
        write_centred(draw, at, line, Pen(lines.size, INK, BOLD))
    if len(lines.lines) == 1:
        at = (MIDDLE, 1082)
        write_centred(draw, at, "特发此证，以资鼓励", Pen(46, SOFT, REGULAR))


def _write_issuer(draw: ImageDraw.ImageDraw, words: Words) -> None:
    """Project, organization and day, at the lower left."""
    rows = [("培训项目", words.project), ("举办单位", words.organization)]
    rows.append(("学完日期", words.date))
    y = 1216 if words.project else 1290
    for label, value in rows:
        if value:
            y = _write_row(draw, y, label, value)


def _write_row(draw: ImageDraw.ImageDraw, y: int, label: str, value: str) -> int:
    """One labelled row; returns where the next one starts."""
    write(draw, (250, y), label, Pen(36, SOFT, REGULAR))
    lines = fit(value, SMALL_BOX, SMALL_SIZES, BOLD)
    for line in lines.lines:
        write(draw, (430, y), line, Pen(lines.size, INK, BOLD))
        y += int(lines.size * 1.4)
    return y + 22


def _place_qr(picture: Image.Image, draw: ImageDraw.ImageDraw, words: Words) -> None:
    """The QR code that leads to the public confirmation, with its number in letters."""
    buffer = BytesIO()
    qr = segno.make(words.address, error="m", micro=False)
    modules = qr.symbol_size(border=2)[0]
    qr.save(buffer, kind="png", scale=max(4, 280 // modules), border=2, dark=INK)
    with Image.open(buffer) as code:
        left, top = 1960 - code.width // 2, 1428 - 78 - code.height
        box = (left - 14, top - 14, left + code.width + 14, top + code.height + 14)
        draw.rounded_rectangle(box, radius=18, fill="#ffffff", outline=LINE, width=3)
        picture.paste(code.convert("RGB"), (left, top))
    write_centred(draw, (1960, 1412), "扫一扫，看真假", Pen(34, INK, BOLD))
    write_centred(draw, (1960, 1462), words.code, Pen(30, SOFT, REGULAR))


@lru_cache(maxsize=1)
def background() -> Image.Image:
    """Paper, frame, sun and fields: the same on every certificate, drawn once.

    Drawn at twice the size and made smaller, since Pillow's shapes have hard edges.
    """
    fields = Image.new("RGB", (WIDTH * 2, HEIGHT * 2), PAPER)
    _draw_fields(ImageDraw.Draw(fields))
    return _framed(fields).reduce(2)


def _draw_fields(draw: ImageDraw.ImageDraw) -> None:
    """A rising sun behind two hills with furrows."""
    draw.ellipse((3560, 1900, 4160, 2500), fill="#fdeec6")
    draw.ellipse((-1400, 2250, 3200, 5200), fill=HILL_FAR)
    draw.ellipse((1500, 2420, 6400, 5600), fill=HILL_NEAR)
    for place in range(7):
        shift = place * 150
        box = (1500 + shift * 2, 2420 + 120 + shift, 6400 - shift, 5600 + shift)
        draw.arc(box, 180, 360, fill=FURROW, width=10)


def _framed(fields: Image.Image) -> Image.Image:
    """Lay the fields into a green frame with a thin sun-coloured line inside it."""
    wide, high = fields.size
    edge, inner = 96, 152
    outside = (edge, edge, wide - edge, high - edge)
    opening = Image.new("L", fields.size, 0)
    ImageDraw.Draw(opening).rounded_rectangle(outside, radius=70, fill=255)
    paper = Image.new("RGB", fields.size, PAPER)
    paper.paste(fields, mask=opening)
    draw = ImageDraw.Draw(paper)
    draw.rounded_rectangle(outside, radius=70, outline=GREEN, width=28)
    draw.rounded_rectangle(
        (inner, inner, wide - inner, high - inner), radius=44, outline=SUN, width=8
    )
    return paper


def as_png(picture: Image.Image) -> bytes:
    """Encode for the screen and the printer: 256 colours are enough for this drawing."""
    buffer = BytesIO()
    few = picture.quantize(256, dither=Image.Dither.NONE)
    few.save(buffer, format="PNG", dpi=(DPI, DPI), optimize=True)
    return buffer.getvalue()


def as_preview(picture: Image.Image) -> bytes:
    """Encode a small one for a phone's screen on a weak network."""
    small = picture.resize((960, round(960 * HEIGHT / WIDTH)), Image.Resampling.LANCZOS)
    buffer = BytesIO()
    small.quantize(128, dither=Image.Dither.NONE).save(
        buffer, format="PNG", optimize=True
    )
    return buffer.getvalue()


def as_pdf(picture: Image.Image) -> bytes:
    """Encode one A4 page for the printer."""
    buffer = BytesIO()
    picture.save(buffer, format="PDF", resolution=DPI, quality=92)
    return buffer.getvalue()
