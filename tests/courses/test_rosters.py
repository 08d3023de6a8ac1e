"""Roster files: every kind people send, and every kind they should not."""

from __future__ import annotations

from io import BytesIO

from django.test import SimpleTestCase
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from courses.services.rosters import (
    MAX_BYTES,
    CellRefused,
    RosterRefused,
    birth_decade,
    read_roster,
)

ROSTER = "姓名,村或行政区划代码,出生年代,身份\n王秀兰,410000,1950,老年人\n李建国,,60后,农牧民\n"


def workbook(*rows: tuple[object, ...]) -> bytes:
    """An XLSX file with these rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


class InEnglish(SimpleTestCase):
    """The sentences are compared in English, whatever the site speaks."""

    def setUp(self) -> None:
        self.enterContext(translation.override("en"))


class ReadableTests(InEnglish):
    """What can be read."""

    def assert_both_are_read(self, content: bytes) -> None:
        rows = read_roster(content)
        self.assertEqual([row.name for row in rows], ["王秀兰", "李建国"])
        self.assertEqual([row.decade for row in rows], [1950, 1960])
        self.assertEqual([row.audience for row in rows], ["senior", "farmer"])
        self.assertEqual([row.error for row in rows], ["", ""])

    def test_every_usual_encoding_is_recognised(self) -> None:
        for encoding in ("utf-8", "utf-8-sig", "gb18030", "utf-16"):
            with self.subTest(encoding):
                self.assert_both_are_read(ROSTER.encode(encoding))

    def test_semicolons_and_tabs_separate_too(self) -> None:
        for delimiter in (";", "\t"):
            with self.subTest(delimiter):
                self.assert_both_are_read(ROSTER.replace(",", delimiter).encode())

    def test_a_workbook_is_read_with_its_numbers(self) -> None:
        rows = read_roster(
            workbook(
                ("姓名", "行政区划代码", "出生年代", "身份"),
                ("王秀兰", 410000, 1953.0, "老年人"),
                (None, None, None, None),
                ("李建国", 410122199000.0, None, None),
            )
        )
        self.assertEqual([row.number for row in rows], [2, 4])
        self.assertEqual([row.place for row in rows], ["410000", "410122199000"])
        self.assertEqual(rows[0].decade, 1950)

    def test_columns_may_come_in_any_order_and_with_spaces(self) -> None:
        rows = read_roster("身份, 姓 名 \n老年人, 王秀兰 \n".encode())
        self.assertEqual(rows[0].name, "王秀兰")
        self.assertEqual(rows[0].audience, "senior")


class RefusedFileTests(InEnglish):
    """One clear sentence for each file that is no roster."""

    def assert_refused(self, content: bytes, words: str) -> None:
        with self.assertRaises(RosterRefused) as refused:
            read_roster(content)
        self.assertIn(words, str(refused.exception))

    def test_an_empty_file(self) -> None:
        self.assert_refused(b"", "empty")
        self.assert_refused("\ufeff\n\n".encode(), "empty")

    def test_headings_without_names(self) -> None:
        self.assert_refused("姓名\n".encode(), "no names below")

    def test_a_missing_column_is_named_with_what_was_found(self) -> None:
        self.assert_refused("村,身份\n王家村,老年人\n".encode("gb18030"), "村、身份")

    def test_a_file_that_is_too_large(self) -> None:
        self.assert_refused(b"x" * (MAX_BYTES + 1), "larger than 4 MB")

    def test_too_many_rows(self) -> None:
        self.assert_refused(("姓名\n" + "王秀兰\n" * 2001).encode(), "2001 rows")

    def test_pictures_programs_and_broken_workbooks(self) -> None:
        for content in (b"\x89PNG\r\n\x1a\n\x00\x00", b"\xff\xd8\xff\xe0\x00\x10JFIF"):
            self.assert_refused(content, "not a roster")
        self.assert_refused(b"PK\x03\x04 but not really", "not a roster")

    def test_an_old_workbook_is_asked_to_be_saved_anew(self) -> None:
        self.assert_refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".xlsx")


class RefusedRowTests(InEnglish):
    """A wrong cell spoils its row, not the file."""

    def assert_row(self, line: str, words: str) -> None:
        text = f"姓名,村,出生年代,身份\n{line}\n赵桂花,,,\n"
        wrong, right = read_roster(text.encode())
        self.assertIn(words, wrong.error)
        self.assertEqual(right.error, "")

    def test_each_wrong_cell_has_its_own_reason(self) -> None:
        for line, words in (
            (",,1950,", "name is missing"),
            ("=HYPERLINK(1),,,", "not a name"),
            ("12345,,,", "not a name"),
            ("王" * 61 + ",,,", "longer than 60"),
            ("王秀兰,,很久以前,", "not a birth decade"),
            ("王秀兰,,2099,", "in the future"),
            ("王秀兰,,,教师", "not a known group"),
        ):
            with self.subTest(line):
                self.assert_row(line, words)

    def test_an_identity_card_number_is_never_taken(self) -> None:
        self.assert_row("王秀兰,,41010519530402123X,", "identity-card")


class BirthDecadeTests(InEnglish):
    """Only the decade is ever kept."""

    def test_years_dates_and_words_become_a_decade(self) -> None:
        for text, decade in (
            ("1953", 1950),
            ("1950年代", 1950),
            ("1953-04-02", 1950),
            ("19530402", 1950),
            ("50后", 1950),
            ("00后", 2000),
            ("", None),
        ):
            with self.subTest(text):
                self.assertEqual(birth_decade(text), decade)

    @given(st.text(max_size=20))
    def test_whatever_is_typed_is_a_decade_or_a_clear_refusal(self, text: str) -> None:
        try:
            decade = birth_decade(text)
        except CellRefused as refusal:
            self.assertTrue(str(refusal))
        else:
            self.assertTrue(decade is None or (decade % 10 == 0 and decade >= 1900))

    @given(st.binary(max_size=400))
    def test_whatever_is_uploaded_is_a_roster_or_a_clear_refusal(
        self, content: bytes
    ) -> None:
        try:
            rows = read_roster(content)
        except RosterRefused as refusal:
            self.assertTrue(str(refusal))
        else:
            self.assertTrue(rows)
