"""Taking in lists of administrative divisions: all of a file or nothing of it."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.enums import RegionLevel
from accounts.exceptions import RegionFileError
from accounts.models import Region
from accounts.rules import (
    region_ancestors,
    region_code,
    region_full_name,
    region_level,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Progress = Callable[[int, int], None]

NEEDED_COLUMNS = ("code", "name")  # parent and as_of may be there
BATCH = 2000
NAME_LENGTH = 60


@dataclass(frozen=True)
class RegionRow:
    """One line of the file, checked."""

    code: str
    name: str
    parent: str
    as_of: date | None

    @property
    def level(self) -> int:
        """1 for a province down to 5 for a village."""
        return region_level(self.code) or 0


def import_regions(*, content: bytes, progress: Progress | None = None) -> int:
    """Take in a CSV of divisions: `code,name` and if known `parent,as_of`. Repeatable.

    UTF-8 with or without a mark, or GB18030. Returns the number of rows. `progress` is
    told (done, all). Raises `RegionFileError` naming the lines, with nothing stored.
    """
    rows = sorted(_read(content), key=lambda row: (row.level, row.code))
    with transaction.atomic():
        places = _Places(rows)
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            for level in RegionLevel.values:
                places.store([row for row in batch if row.level == level])
            if progress:
                progress(start + len(batch), len(rows))
        places.rename_below()
    return len(rows)


class _Places:
    """What is known of the divisions while a file is taken in: code -> (id, full name)."""

    def __init__(self, rows: list[RegionRow]) -> None:
        self.known: dict[str, tuple[int, str]] = {}
        self._look_up({code for row in rows for code in (row.code, *_above(row))})
        self.renamed: set[int] = set()

    def store(self, rows: list[RegionRow]) -> None:
        """Write rows of one level, whose parents are there already."""
        if not rows:
            return
        regions = [self._region(row) for row in rows]
        Region.objects.bulk_create(
            regions,
            update_conflicts=True,
            unique_fields=["code"],
            update_fields=["name", "full_name", "level", "parent", "as_of"],
        )
        for region in regions:
            before = self.known.get(region.code)
            if before and before[1] != region.full_name:
                self.renamed.add(before[0])
        self._look_up({row.code for row in rows})

    def rename_below(self) -> None:
        """Carry a changed name down into the full names of what lies below."""
        changed = self.renamed
        while changed:
            below = list(
                Region.objects.filter(parent__in=changed).select_related("parent")
            )
            for region in below:
                above = region.parent.full_name if region.parent else ""
                region.full_name = region_full_name(above, region.name)
            Region.objects.bulk_update(below, ["full_name"], batch_size=BATCH)
            changed = {region.pk for region in below}

    def _region(self, row: RegionRow) -> Region:
        """The row as it is to be kept, below the nearest division that is known."""
        parent = next((self.known[c] for c in _above(row) if c in self.known), None)
        return Region(
            code=row.code,
            name=row.name,
            level=row.level,
            as_of=row.as_of,
            parent_id=parent[0] if parent else None,
            full_name=region_full_name(parent[1] if parent else "", row.name),
        )

    def _look_up(self, codes: Iterable[str]) -> None:
        codes = list(codes)
        for start in range(0, len(codes), BATCH):
            found = Region.objects.filter(code__in=codes[start : start + BATCH])
            for code, pk, full_name in found.values_list("code", "pk", "full_name"):
                self.known[code] = (pk, full_name)


def _above(row: RegionRow) -> list[str]:
    """Codes that may stand above a row: the one it names, else by its own digits."""
    return [row.parent] if row.parent else region_ancestors(row.code)


def _read(content: bytes) -> list[RegionRow]:
    """Every row, or `RegionFileError` with what is wrong with each bad one."""
    reader = csv.DictReader(io.StringIO(_text(content), newline=""))
    head = [(name or "").strip().lower() for name in reader.fieldnames or []]
    missing = [name for name in NEEDED_COLUMNS if name not in head]
    if missing:
        raise RegionFileError(
            [
                _("The column “%(name)s” is missing.") % {"name": name}
                for name in missing
            ]
        )
    reader.fieldnames = head
    rows: list[RegionRow] = []
    problems: list[str] = []
    for cells in reader:
        try:
            rows.append(_row(cells))
        except ValueError as error:
            where = {"line": reader.line_num, "what": error}
            problems.append(_("Line %(line)d: %(what)s") % where)
    problems += _problems_between(rows)
    if problems:
        raise RegionFileError(problems)
    return rows


def _text(content: bytes) -> str:
    """The file as text, whichever of the two usual encodings it came in."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise RegionFileError([_("This is not a CSV file in UTF-8 or GB18030.")])


def _row(cells: dict[str | None, str | None]) -> RegionRow:
    """One line as a row; `ValueError` with a sentence when it makes no sense."""
    code, name, parent, as_of = (
        str(cells.get(key) or "").strip() for key in ("code", "name", "parent", "as_of")
    )
    if region_level(code) is None:
        raise ValueError(
            _("“%(code)s” is not a code of 6, 9 or 12 digits.") % {"code": code}
        )
    if not name or len(name) > NAME_LENGTH:
        raise ValueError(_("The name is missing or longer than 60 characters."))
    if parent and region_level(parent) is None:
        raise ValueError(_("The parent “%(code)s” is not a code.") % {"code": parent})
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError:
        raise ValueError(_("The date must look like 2025-12-31.")) from None
    return RegionRow(region_code(code), name, region_code(parent), day)


def _problems_between(rows: list[RegionRow]) -> list[str]:
    """What is wrong with rows taken together: none at all, doubled codes, lost parents."""
    if not rows:
        return [_("The file has no rows.")]
    codes: set[str] = set()
    problems = []
    for row in rows:
        if row.code in codes:
            problems.append(_("The code %(code)s is there twice.") % {"code": row.code})
        codes.add(row.code)
    parents = {row.parent for row in rows if row.parent} - codes
    known = set(Region.objects.filter(code__in=parents).values_list("code", flat=True))
    problems += [
        _("The parent %(code)s is neither in the file nor known.") % {"code": code}
        for code in sorted(parents - known)
    ]
    return problems
