"""Every character of a name is drawn as itself, however rare or long the name."""

from __future__ import annotations

from unittest.mock import patch

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from courses.services import lettering
from courses.services.certificate_drawing import (
    HEIGHT,
    NAME_BOX,
    NAME_SIZES,
    WIDTH,
    Words,
    draw_certificate,
)
from courses.services.lettering import (
    BOLD,
    NEVER_DRAWN,
    RARE,
    Pen,
    fit,
    font_at,
    font_for,
    missing_characters,
    runs,
    width,
    write,
)

RARE_NAMES = "𠮷䶮骉㛃犇淼喆堃玥珺赟彧昉頔"
LONG_NAME = "阿卜杜热合曼·买买提明·吐尔逊江·阿不都克里木·艾尼瓦尔·穆罕默德伊明江·热合木图拉·阿卜杜外力·依明江"


def words(name, **fields):
    defaults = {
        "course": "放心付款",
        "project": "",
        "organization": "",
        "date": "二〇二六年十一月二十三日",
        "code": "0123-4567-89AB-CDEF",
        "address": "http://127.0.0.1:8000/certificates/0123456789ABCDEF/",
    }
    return Words(name=name, **{**defaults, **fields})


class RareCharacterTests(SimpleTestCase):
    """No box in place of a person's name, with our own fonts alone."""

    def setUp(self):
        self.without_the_machines_fonts()

    def without_the_machines_fonts(self):
        lettering.system_font_with.cache_clear()
        self.addCleanup(lettering.system_font_with.cache_clear)
        self.enterContext(patch.object(lettering, "system_fonts", return_value=()))

    def test_each_rare_character_differs_from_the_missing_box(self):
        for character in RARE_NAMES:
            with self.subTest(character=character):
                path = font_for(character, BOLD)
                self.assertIn(path, {BOLD, RARE})
                font = font_at(path, 96)
                drawn, missing = font.getmask(character), font.getmask(NEVER_DRAWN)
                self.assertNotEqual(bytes(drawn), bytes(missing))
                self.assertGreater(sum(bytes(drawn)), 0)

    def test_rare_characters_differ_from_each_other(self):
        seen = {
            bytes(font_at(font_for(character, BOLD), 96).getmask(character))
            for character in RARE_NAMES
        }
        self.assertEqual(len(seen), len(RARE_NAMES))

    def test_our_fonts_hold_the_common_and_the_rare_han_characters(self):
        blocks = {
            "common": (range(0x4E00, 0x9FEF), 0),
            "extension A": (range(0x3400, 0x4DB6), 0),
        }
        for name, (points, allowed) in blocks.items():
            lacking = [
                point
                for point in points
                if not any(lettering.has_glyph(p, chr(point)) for p in (BOLD, RARE))
            ]
            with self.subTest(block=name):
                self.assertLessEqual(len(lacking), allowed, lacking[:5])

    def test_the_machines_fonts_are_asked_last(self):
        lettering.system_fonts.return_value = ("/no/such/font.ttf", RARE)
        with patch.object(lettering, "RARE", BOLD):
            self.assertEqual(font_for("𠮷", BOLD), RARE)

    def test_what_no_font_has_becomes_the_printers_sign(self):
        absent = "\U0003fff0"
        self.assertEqual(missing_characters(f"王{absent}"), [absent])
        self.assertEqual([run.text for run in runs(f"王{absent}", BOLD)], ["王〓"])

    def test_a_selector_stays_with_its_character(self):
        self.assertEqual(missing_characters("葛\U000e0100"), [])
        self.assertEqual(len(list(runs("葛\U000e0100城", BOLD))), 1)

    def test_names_in_other_scripts_do_not_crash(self):
        for name in ("ئابدۇراخمان", "བསྟན་འཛིན", "Wáng Xiùlán", "𖼀", "🌾"):
            with self.subTest(name=name):
                self.assertEqual(draw_certificate(words(name)).size, (WIDTH, HEIGHT))


class FittingTests(SimpleTestCase):
    """A long name is made smaller or broken at its dots, never cut."""

    def test_a_name_of_sixty_characters_fits_whole(self):
        name = LONG_NAME.ljust(60, "江")
        lines = fit(name, NAME_BOX, NAME_SIZES, BOLD)
        self.assertEqual("".join(lines.lines), name)
        for line in lines.lines:
            self.assertLessEqual(width(line, lines.size, BOLD), NAME_BOX)
        self.assertGreaterEqual(lines.size, 54)

    def test_it_breaks_after_a_middle_dot(self):
        lines = fit(LONG_NAME, NAME_BOX, NAME_SIZES, BOLD)
        self.assertTrue(all(line.endswith("·") for line in lines.lines[:-1]))

    def test_a_short_name_is_large_on_one_line(self):
        self.assertEqual(fit("王秀兰", NAME_BOX, NAME_SIZES, BOLD).size, 150)

    @settings(max_examples=40, deadline=None)
    @given(
        st.text(
            alphabet=st.sampled_from("王阿·𠮷m i-W\u200d龘"), min_size=1, max_size=60
        )
    )
    def test_whatever_the_name_it_fits_and_loses_no_letter(self, name):
        lines = fit(name, NAME_BOX, NAME_SIZES, BOLD)
        joined = "".join(lines.lines).replace(" ", "")
        self.assertEqual(joined, name.replace(" ", ""))
        self.assertTrue(
            all(width(line, lines.size, BOLD) <= NAME_BOX for line in lines.lines)
        )

    def test_writing_leaves_ink(self):
        picture = Image.new("L", (400, 200), 255)
        write(ImageDraw.Draw(picture), (10, 150), "𠮷王", Pen(100, "#000", BOLD))
        self.assertLess(picture.getextrema()[0], 64)
