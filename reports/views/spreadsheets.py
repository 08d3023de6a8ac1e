"""Spreadsheets that open right in China: Wagtail's export, mended in one place.

Wagtail 7.4 writes times in UTC, CSV without BOM (Excel then shows Chinese as garbage) and
leaves a cell that begins with "=" for the spreadsheet to calculate.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.encoding import force_str
from wagtail.admin.views.mixins import SpreadsheetExportMixin

BOM = "\ufeff".encode()
FORMULA_HEADS = ("=", "+", "-", "@", "\t", "\r")


def plain_text(text: str) -> str:
    """Text no spreadsheet takes for a formula; the apostrophe is Excel's own mark."""
    return f"'{text}" if text.startswith(FORMULA_HEADS) else text


class SafeSpreadsheetMixin(SpreadsheetExportMixin):
    """Local times, UTF-8 with BOM, no formulas, a name with the day in it."""

    def preprocess_field_value(
        self, field: str, value: object, export_format: str
    ) -> object:
        """One cell: numbers and days stay what they are, text becomes harmless."""
        if isinstance(value, datetime):
            value = timezone.make_naive(value) if timezone.is_aware(value) else value
            if export_format == self.FORMAT_CSV:
                return f"{value:%Y-%m-%d %H:%M}"
            return value.replace(microsecond=0)
        if value is None:
            return ""
        cell = super().preprocess_field_value(field, value, export_format)
        if isinstance(cell, str):
            return plain_text(force_str(cell))
        return cell

    def stream_csv(self, queryset: Any) -> Iterator[bytes]:
        """The BOM first: without it Excel in China reads UTF-8 as GBK."""
        yield BOM
        yield from super().stream_csv(queryset)

    def write_csv_response(self, queryset: Any) -> HttpResponse:
        """The whole file at once: a stream is written after the reader's language is gone."""
        response = HttpResponse(
            b"".join(self.stream_csv(queryset)), content_type="text/csv; charset=utf-8"
        )
        name = f"{self.get_filename()}.csv"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response

    def get_filename(self) -> str:
        """Such as training-projects-2027-03-01."""
        return f"{self.export_filename}-{timezone.localdate().isoformat()}"
