"""Every pair of colours that meet: 7:1 for words, 3:1 for parts, in both themes."""

from __future__ import annotations

import re
from pathlib import Path

from django.test import SimpleTestCase

TOKENS = Path("accessibility/static/accessibility/tokens.css")

WORDS_ON_GROUND = [
    ("ink", "paper"),
    ("ink", "card"),
    ("soft", "paper"),
    ("soft", "card"),
    ("go", "card"),
    ("pay", "paper"),
    ("pay", "card"),
    ("risk", "paper"),
    ("risk", "card"),
    ("on-go", "go"),
    ("on-go", "go-press"),
    ("on-sun", "sun"),
    ("on-sun", "sun-press"),
    ("on-risk", "risk"),
    ("on-risk", "risk-press"),
    ("on-go-tint", "go-tint"),
    ("on-sun-tint", "sun-tint"),
    ("on-pay-tint", "pay-tint"),
    ("on-apps-tint", "apps-tint"),
    ("on-risk-tint", "risk-tint"),
    ("ink", "go-tint"),
    ("ink", "sun-tint"),
    ("ink", "pay-tint"),
    ("ink", "risk-tint"),
    ("ink", "apps-tint"),
    ("soft", "go-tint"),
    ("paper", "ink"),
]
PARTS_ON_GROUND = [
    ("edge", "paper"),
    ("edge", "card"),
    ("go", "paper"),
    ("sun-edge", "paper"),
    ("risk", "paper"),
    ("focus", "paper"),
    ("focus", "card"),
    ("sun", "go-well"),
    ("sun-edge-on-go", "go"),
    ("go", "card"),
    ("on-go", "go"),
]


def themes() -> dict[str, dict[str, str]]:
    """Name of each theme -> name of each colour -> `#rrggbb`."""
    text = TOKENS.read_text(encoding="utf-8")
    found = re.findall(r'\[data-theme="(\w+)"\] \{(.*?)\}', text, re.DOTALL)
    return {
        name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
        for name, block in found
    }


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Contrast ratio as WCAG 2 defines it, 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


class ContrastTests(SimpleTestCase):
    def assert_pairs(self, pairs: list[tuple[str, str]], least: float) -> None:
        for theme, colours in themes().items():
            for front, ground in pairs:
                with self.subTest(theme=theme, front=front, ground=ground):
                    ratio = contrast(colours[front], colours[ground])
                    self.assertGreaterEqual(round(ratio, 2), least)

    def test_words_can_be_read(self):
        self.assert_pairs(WORDS_ON_GROUND, 7)

    def test_parts_can_be_told_from_their_ground(self):
        self.assert_pairs(PARTS_ON_GROUND, 3)

    def test_both_themes_name_the_same_colours(self):
        paper, other = themes()["paper"], themes()["contrast"]
        self.assertEqual(set(paper), set(other))

    def test_the_measure_itself_is_right(self):
        self.assertAlmostEqual(contrast("#000000", "#ffffff"), 21)
        self.assertAlmostEqual(contrast("#767676", "#ffffff"), 4.54, places=2)

    def test_no_stylesheet_has_a_colour_of_its_own(self):
        for path in sorted(Path().glob("*/static/*/components/*.css")):
            with self.subTest(path=str(path)):
                text = path.read_text(encoding="utf-8")
                self.assertEqual(re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(", text), [])
