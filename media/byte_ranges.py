"""The Range header (RFC 9110 section 14), for one range: what players ask for."""

from __future__ import annotations

import re

ONE_RANGE = re.compile(r"bytes=\s*(\d*)-(\d*)\s*\Z", re.IGNORECASE | re.ASCII)


class CannotSatisfyError(ValueError):
    """The range lies outside the file: answer 416."""


def wanted_range(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for, or None when the whole file is to be sent.

    Other units, several ranges and nonsense are ignored, as the standard allows. Raises
    `CannotSatisfyError` for a range that does not touch the file.
    """
    match = ONE_RANGE.match(header.strip())
    if not match or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        return _suffix(int(last), size)
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise CannotSatisfyError
    return int(first), min(int(last), size - 1) if last else size - 1


def _suffix(length: int, size: int) -> tuple[int, int]:
    if not length or not size:
        raise CannotSatisfyError
    return max(0, size - length), size - 1
