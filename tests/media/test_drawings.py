"""Drawings inside a page: what is let through, and what is shown when there is nothing."""

from __future__ import annotations

import contextlib
import io
from unittest import TestCase as PlainTestCase

from django.core.files.base import ContentFile
from django.test import TestCase
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow
from wagtail.images import get_image_model

from media.drawings import UnsafeDrawing, sanitised
from media.templatetags.drawings import drawing
from tests.lessons.factories import SVG, make_picture

NAMESPACE = 'xmlns="http://www.w3.org/2000/svg"'
LINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def cleaned(inside: str, root: str = 'viewBox="0 0 10 10"') -> str:
    """A drawing with this inside, made safe."""
    return sanitised(f"<svg {NAMESPACE} {LINK} {root}>{inside}</svg>".encode())


class SanitisingTests(PlainTestCase):
    """Nothing but shapes, words and gradients."""

    def test_shapes_and_words_stay(self) -> None:
        svg = cleaned(
            '<g fill="#0a5c34"><path d="M0 0h5"/><text x="1">¥<tspan>12</tspan>元</text></g>'
        )
        self.assertIn('<g fill="#0a5c34"><path d="M0 0h5" />', svg)
        self.assertIn('<text x="1">¥<tspan>12</tspan>元</text>', svg)

    def test_what_could_do_harm_is_gone(self) -> None:
        for inside in (
            "<script>alert(1)</script>",
            '<path onclick="alert(1)" d="M0 0"/>',
            '<path style="fill:url(https://evil.example/x)"/>',
            "<style>*{background:url(//evil.example)}</style>",
            '<a xlink:href="javascript:alert(1)"><path/></a>',
            '<image xlink:href="https://evil.example/x.png"/>',
            '<image href="data:image/png;base64,AAAA"/>',
            '<use href="https://evil.example/x.svg#y"/>',
            "<foreignObject><body><script>alert(1)</script></body></foreignObject>",
            '<animate attributeName="href" to="javascript:alert(1)"/>',
            '<set attributeName="onmouseover" to="alert(1)"/>',
            '<rect fill="url(https://evil.example/#a)"/>',
            '<rect fill="URL( //evil.example )"/>',
            '<rect class="page"/>',
            '<path d="M0 0" id="x&quot; onload=&quot;alert(1)"/>',
        ):
            with self.subTest(inside=inside):
                svg = cleaned(inside)
                self.assertNotRegex(
                    svg,
                    r"(?i)script|\son\w+=|style|href|evil|foreign|animate|<set|class|data:",
                )

    def test_ids_get_a_prefix_and_references_follow(self) -> None:
        svg = cleaned(
            '<defs><linearGradient id="sky"><stop offset="0" stop-color="#fff"/>'
            '</linearGradient></defs><rect fill="url(#sky)"/>'
        )
        prefix = svg.split('id="')[1].split("sky")[0]
        self.assertTrue(prefix)
        self.assertIn(f'fill="url(#{prefix}sky)"', svg)

    def test_a_drawing_without_a_view_box_gets_one(self) -> None:
        self.assertIn(
            'viewBox="0 0 320 180"', cleaned("", 'width="320" height="180px"')
        )

    def test_size_on_the_page_is_the_page_s_own_affair(self) -> None:
        self.assertNotRegex(cleaned("", 'width="9" height="9"'), r"\s(width|height)=")

    def test_what_is_no_drawing_is_refused(self) -> None:
        bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
        for source in (
            b"",
            b"\x89PNG",
            b"<html/>",
            b"<svg",
            f"{bomb}<svg {NAMESPACE}>&b;</svg>".encode(),
            f'<!DOCTYPE svg SYSTEM "file:///etc/passwd"><svg {NAMESPACE}/>'.encode(),
            b"<svg>" + b" " * 600_000 + b"</svg>",
        ):
            with self.subTest(source=source[:40]), self.assertRaises(UnsafeDrawing):
                sanitised(source)

    @given(st.binary(max_size=200))
    def test_nonsense_never_breaks_it(self, source: bytes) -> None:
        with contextlib.suppress(UnsafeDrawing):
            self.assertTrue(sanitised(source).startswith("<svg"))

    @given(st.text(max_size=60), st.text(max_size=60))
    def test_no_attribute_value_gets_out_of_its_quotes(
        self, name: str, value: str
    ) -> None:
        from xml.sax.saxutils import quoteattr

        try:
            svg = cleaned(f"<path id={quoteattr(name)} fill={quoteattr(value)}/>")
        except UnsafeDrawing:
            return
        self.assertRegex(svg, r'^<svg [^<>]*>(<path( \w+="[^"<>]*")* />)</svg>$')


def photo() -> object:
    """A stored photograph of 1600 × 1200 pixels."""
    file = io.BytesIO()
    Pillow.new("RGB", (1600, 1200), "green").save(file, "JPEG")
    return get_image_model().objects.create(
        title="photo", file=ContentFile(file.getvalue(), name="photo.jpg")
    )


class DrawingTagTests(TestCase):
    """`{% drawing image alt %}`."""

    def test_a_drawing_stands_in_the_page_with_its_words(self) -> None:
        html = drawing(make_picture(), '奶奶"举着"手机')
        self.assertIn('role="img" aria-label="奶奶&quot;举着&quot;手机"', html)
        self.assertIn("<svg", html)

    def test_a_photograph_is_small_and_lazy_and_keeps_its_place(self) -> None:
        html = drawing(photo(), "菜摊")
        self.assertRegex(
            html, r'<img class="[^"]+" src="[^"]+\.webp" width="640" height="480"'
        )
        self.assertIn('alt="菜摊" loading="lazy"', html)

    def test_a_lost_file_leaves_its_words(self) -> None:
        for image in (make_picture(), photo()):
            image.file.storage.delete(image.file.name)
            with self.subTest(name=image.title), self.assertLogs("media", "WARNING"):
                self.assertIn("菜摊", drawing(image, "菜摊"))

    def test_an_unsafe_file_leaves_its_words(self) -> None:
        image = make_picture()
        image.file.storage.delete(image.file.name)
        image.file.storage.save(image.file.name, ContentFile(b"<svg" + SVG))
        with self.assertLogs("media", "WARNING"):
            self.assertNotIn("<svg", drawing(image, "菜摊"))

    def test_no_picture_is_nothing(self) -> None:
        self.assertEqual(drawing(None, ""), "")
