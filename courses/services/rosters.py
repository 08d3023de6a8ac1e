"""Reads a roster file (CSV or XLSX) into rows that were checked one by one.

What the bytes are decides, not the file's ending. Nothing here touches the database, so
a wrong file is refused before anything is looked up.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from zipfile import BadZipFile, ZipFile

from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from accounts.enums import Audience

MAX_ROWS = 2000
MAX_BYTES = 4 * 1024 * 1024
MAX_UNPACKED_BYTES = 60 * 1024 * 1024
NAME_LENGTH = 60
XLSX_HEAD, XLS_HEAD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
FORMULA_HEADS = ("=", "+", "-", "@")
IDENTITY_NUMBER = re.compile(r"^\d{17}[\dXx]$")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")

NAME, PLACE, DECADE, AUDIENCE = "name", "place", "decade", "audience"
HEADINGS = {
    NAME: ("姓名", "名字", "称呼", "name"),
    PLACE: (
        "村或行政区划代码",
        "村/行政区划代码",
        "村",
        "村庄",
        "行政区划代码",
        "乡镇或村",
        "village",
        "regioncode",
    ),
    DECADE: ("出生年代", "出生年份", "birthdecade"),
    AUDIENCE: ("身份", "人群", "audience"),
}
TEMPLATE_HEADINGS = tuple(names[0] for names in HEADINGS.values())
AUDIENCES = {
    "农民": Audience.FARMER,
    "牧民": Audience.FARMER,
    "农牧民": Audience.FARMER,
    "farmer": Audience.FARMER,
    "老人": Audience.SENIOR,
    "老年人": Audience.SENIOR,
    "senior": Audience.SENIOR,
    "农牧民和老年人": Audience.FARMER_SENIOR,
    "农民和老年人": Audience.FARMER_SENIOR,
    "老年农民": Audience.FARMER_SENIOR,
    "farmer-senior": Audience.FARMER_SENIOR,
    "其他": Audience.OTHER,
    "其他人": Audience.OTHER,
    "other": Audience.OTHER,
}


class RosterRefused(Exception):
    """The whole file cannot be read; the text says why in one sentence."""


class CellRefused(Exception):
    """One cell makes no sense; the text says why in one sentence."""


@dataclass(frozen=True)
class RosterRow:
    """One line of the roster. `number` is the line as the spreadsheet shows it."""

    number: int
    name: str
    place: str = ""
    decade: int | None = None
    audience: str = ""
    error: str = ""


def read_roster(content: bytes) -> list[RosterRow]:
    """The rows of a roster file, wrong ones included with their reason.

    Raises `RosterRefused` when there is nothing to read: empty, too large, not a table,
    or without the column for names.
    """
    lines = [
        (number, cells)
        for number, cells in enumerate(_table(content), start=1)
        if any(cells)
    ]
    if not lines:
        raise RosterRefused(_("The file is empty."))
    columns = _columns(lines[0][1])
    if len(lines) == 1:
        raise RosterRefused(_("The file has headings but no names below them."))
    if len(lines) - 1 > MAX_ROWS:
        raise RosterRefused(
            _("The file has %(rows)s rows. At most %(limit)s fit into one import.")
            % {"rows": len(lines) - 1, "limit": MAX_ROWS}
        )
    return [_row(number, cells, columns) for number, cells in lines[1:]]


def _table(content: bytes) -> Iterable[list[str]]:
    if len(content) > MAX_BYTES:
        raise RosterRefused(
            _("The file is larger than %(limit)s MB. A roster is much smaller.")
            % {"limit": MAX_BYTES // (1024 * 1024)}
        )
    if content.startswith(XLSX_HEAD):
        return _read_workbook(content)
    if content.startswith(XLS_HEAD):
        raise RosterRefused(
            _("This is an old Excel file. Please save it as .xlsx or .csv.")
        )
    return _read_text(content)


def _read_workbook(content: bytes) -> list[list[str]]:
    wrong = _("This is not a roster. Please choose a CSV or XLSX file.")
    try:
        with ZipFile(BytesIO(content)) as parts:
            if sum(part.file_size for part in parts.infolist()) > MAX_UNPACKED_BYTES:
                raise RosterRefused(wrong)
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        sheet.reset_dimensions()  # some programs write a wrong size into the file
        return [
            [_cell(value) for value in line]
            for line in sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 2)
        ]
    except (
        BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
    ) as error:
        raise RosterRefused(wrong) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # Excel keeps codes and years as floating numbers
    if isinstance(value, date):
        return str(value.year)
    return _plain(str(value))


def _read_text(content: bytes) -> list[list[str]]:
    text = _decode(content)
    if CONTROL.search(text):
        raise RosterRefused(
            _("This is not a roster. Please choose a CSV or XLSX file.")
        )
    heading = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=heading.count)
    try:
        return [
            [_plain(cell) for cell in line]
            for line in csv.reader(StringIO(text), delimiter=delimiter)
        ]
    except csv.Error as error:
        raise RosterRefused(
            _("This is not a roster. Please choose a CSV or XLSX file.")
        ) from error


def _decode(content: bytes) -> str:
    """UTF-8 with or without BOM, GB18030 as Excel in China writes it, or UTF-16."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RosterRefused(_("This is not a roster. Please choose a CSV or XLSX file."))


def _plain(text: str) -> str:
    return " ".join(text.replace("\u3000", " ").replace("\ufeff", "").split())


def _columns(heading: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, title in enumerate(heading):
        simple = title.lower().replace(" ", "").replace("_", "")
        for column, names in HEADINGS.items():
            if simple in names and column not in found:
                found[column] = index
    if NAME not in found:
        raise RosterRefused(
            _("The column “姓名” is missing. The first row says: %(heading)s")
            % {"heading": "、".join(filter(None, heading))[:120]}
        )
    return found


def _row(number: int, cells: list[str], columns: dict[str, int]) -> RosterRow:
    def cell(column: str) -> str:
        index = columns.get(column)
        return cells[index] if index is not None and index < len(cells) else ""

    try:
        return RosterRow(
            number,
            name=_name(cell(NAME)),
            place=cell(PLACE)[:200],
            decade=birth_decade(cell(DECADE)),
            audience=_audience(cell(AUDIENCE)),
        )
    except CellRefused as refusal:
        return RosterRow(number, name=cell(NAME)[:NAME_LENGTH], error=str(refusal))


def _name(text: str) -> str:
    if not text:
        raise CellRefused(_("The name is missing."))
    if len(text) > NAME_LENGTH:
        raise CellRefused(
            _("The name is longer than %(limit)s characters.") % {"limit": NAME_LENGTH}
        )
    if text.startswith(FORMULA_HEADS) or not any(map(str.isalpha, text)):
        raise CellRefused(_("“%(text)s” is not a name.") % {"text": text[:20]})
    return text


def birth_decade(text: str) -> int | None:
    """The first year of the decade somebody was born in: 1953, 1950年代, 50后 -> 1950.

    An exact year or date is made a decade at once; an identity-card number is refused,
    because we do not want to hold one for even a moment.
    """
    if not text:
        return None
    if IDENTITY_NUMBER.match(text):
        raise CellRefused(
            _(
                "This looks like an identity-card number. Please take it out of the file."
            )
        )
    decade = _decade(text, timezone.localdate().year)
    if decade is None:
        words = _("“%(text)s” is not a birth decade. Write it like 1950.")
        raise CellRefused(words % {"text": text[:20]})
    if decade > timezone.localdate().year:
        raise CellRefused(_("“%(text)s” lies in the future.") % {"text": text[:20]})
    return decade


def _decade(text: str, this_year: int) -> int | None:
    if year := re.match(r"^((?:19|20)\d\d)(?:\d\d){0,2}(?:\D|$)", text):
        return int(year[1]) // 10 * 10
    if short := re.match(r"^(\d)0(?:后|年代)$", text):
        decade = 1900 + int(short[1]) * 10
        return decade + 100 if decade < this_year - 110 else decade
    return None


def _audience(text: str) -> str:
    if not text:
        return ""
    known = {str(label).lower(): value for value, label in Audience.choices}
    simple = text.lower().replace(" ", "")
    audience = AUDIENCES.get(simple) or known.get(text.lower())
    if audience is None:
        raise CellRefused(
            _("“%(text)s” is not a known group. Write 农牧民, 老年人 or 其他.")
            % {"text": text[:20]}
        )
    return str(audience)
