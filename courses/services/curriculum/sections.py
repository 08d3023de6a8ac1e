"""Typed reading of TOML tables, with errors that name the file and the key."""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

from courses.exceptions import CurriculumError


class Section:
    """One table of a file. Every getter takes a key out; `finish` refuses the rest."""

    def __init__(self, values: dict[str, Any], file: str, path: str = "") -> None:
        self._values = dict(values)
        self._file = file
        self._path = path

    @classmethod
    def of_file(cls, path: Path, root: Path) -> Section:
        """Read a whole file; errors name it as seen from `root`."""
        name = path.relative_to(root).as_posix()
        try:
            return cls(tomllib.loads(path.read_text(encoding="utf-8")), name)
        except UnicodeDecodeError as error:
            raise CurriculumError(f"{name}: the file is not UTF-8 text") from error
        except tomllib.TOMLDecodeError as error:
            raise CurriculumError(f"{name}: this is not TOML: {error}") from error

    def refuse(self, key: str, sentence: str) -> CurriculumError:
        """An error about one key, to be raised."""
        return CurriculumError(f"{self._file}: {self._name(key)}: {sentence}")

    def text(self, key: str, *, is_required: bool = True) -> str:
        """A string, without the blanks around it."""
        value = self._values.pop(key, "")
        if not isinstance(value, str):
            raise self.refuse(key, "must be text in quotes")
        if is_required and not value.strip():
            raise self.refuse(key, "is missing")
        return value.strip()

    def choice(self, key: str, choices: Collection[str]) -> str:
        """A string that must be one of a few."""
        value = self.text(key)
        if value not in choices:
            raise self.refuse(key, f"“{value}” is none of: {', '.join(choices)}")
        return value

    def texts(self, key: str, *, is_required: bool = True) -> tuple[str, ...]:
        """A list of strings, without repetition."""
        values = self._values.pop(key, [])
        if not isinstance(values, list) or not all(
            isinstance(value, str) and value.strip() for value in values
        ):
            raise self.refuse(key, "must be a list of texts in quotes")
        if is_required and not values:
            raise self.refuse(key, "is missing or empty")
        if len(set(values)) != len(values):
            raise self.refuse(key, "says something twice")
        return tuple(value.strip() for value in values)

    def day(self, key: str) -> str:
        """A date, as ISO 8601."""
        value = self._values.pop(key, None)
        if type(value) is not date:
            raise self.refuse(key, "must be a date such as 2026-11-23")
        return value.isoformat()

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self.refuse(key, "must be true or false")
        return value

    def table(self, key: str) -> Section:
        """A table inside this one."""
        value = self._values.pop(key, None)
        if not isinstance(value, dict):
            raise self.refuse(key, "must be a table")
        return Section(value, self._file, self._name(key))

    def tables(self, key: str) -> list[Section]:
        """A list of tables that are told apart by their `id`, or by their number."""
        values = self._values.pop(key, [])
        if not isinstance(values, list) or not values:
            raise self.refuse(key, "is missing or empty")
        if not all(isinstance(value, dict) for value in values):
            raise self.refuse(key, "must be a list of tables")
        return [
            Section(value, self._file, f"{self._name(key)}[{value.get('id', number)}]")
            for number, value in enumerate(values, start=1)
        ]

    def finish(self) -> None:
        """Refuse what nobody asked for: most likely a slip of the pen."""
        for key in self._values:
            raise self.refuse(key, "is not a known key here")

    def _name(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key
