"""The drawings are there, described, plain and light."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from statistics import mean
from xml.etree import ElementTree

from django.test import SimpleTestCase

from tests.curriculum.files import COURSE_KEYS, PICTURES, lessons

SVG = "{http://www.w3.org/2000/svg}"
MAX_BYTES = 3_000
MEAN_COMPRESSED_BYTES = 1_200
ELEMENTS = {
    "svg",
    "g",
    "path",
    "rect",
    "circle",
    "ellipse",
    "line",
    "polyline",
    "polygon",
    "text",
    "tspan",
}
ATTRIBUTES = {
    *("viewBox", "d", "points", "transform"),
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"),
    *("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin"),
    *("stroke-dasharray", "font-size", "font-weight", "text-anchor"),
}


def drawings() -> list[Path]:
    """All drawings of the curriculum."""
    return sorted(PICTURES.glob("*.svg"))


def elements(path: Path) -> Iterator[ElementTree.Element]:
    """All elements of a drawing."""
    return ElementTree.parse(path).iter()  # noqa: S314  our own files


class PictureTest(SimpleTestCase):
    """A step with a picture has it, and has words for who cannot see it."""

    def test_every_picture_exists_and_is_described(self) -> None:
        for key, language, lesson in lessons():
            for step in lesson["steps"]:
                with self.subTest(key, language=language, step=step["id"]):
                    self.assertEqual("picture" in step, "alt" in step)
                    if "picture" in step:
                        self.assertTrue((PICTURES / step["picture"]).is_file())
                        self.assertGreater(len(step["alt"]), 10)

    def test_no_drawing_lies_about_unused(self) -> None:
        used = {f"course-{key}.svg" for key in COURSE_KEYS}
        for _key, _language, lesson in lessons():
            used |= {step["picture"] for step in lesson["steps"] if "picture" in step}
        self.assertEqual({path.name for path in drawings()}, used)


class DrawingTest(SimpleTestCase):
    """A drawing can stand inside a page: nothing in it can do harm, and it is light."""

    def test_only_plain_elements_and_attributes_are_used(self) -> None:
        for path in drawings():
            with self.subTest(path.name):
                for element in elements(path):
                    self.assertIn(element.tag.removeprefix(SVG), ELEMENTS)
                    self.assertLessEqual(set(element.attrib), ATTRIBUTES)

    def test_all_have_one_frame_and_their_own_ground(self) -> None:
        for path in drawings():
            with self.subTest(path.name):
                root = ElementTree.parse(path).getroot()  # noqa: S314  our own files
                ground = next(root.iter(f"{SVG}rect")).attrib
                self.assertEqual(root.attrib["viewBox"], "0 0 320 200")
                self.assertEqual((ground["width"], ground["height"]), ("320", "200"))

    def test_drawings_are_light(self) -> None:
        sizes = {path.name: path.read_bytes() for path in drawings()}
        for name, content in sizes.items():
            self.assertLessEqual(len(content), MAX_BYTES, name)
        compressed = [len(gzip.compress(content)) for content in sizes.values()]
        self.assertLessEqual(mean(compressed), MEAN_COMPRESSED_BYTES)
