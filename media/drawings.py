"""Drawings: SVG pictures made safe to stand inside a page.

Only what is on the two lists below gets through: shapes, text, gradients and clipping.
No script, no link, no style, no event, nothing from outside. Ids get a prefix, so that
two drawings on one page cannot disturb each other.
"""

from __future__ import annotations

import re
from functools import lru_cache
from hashlib import sha256
from xml.etree.ElementTree import Element, ParseError, SubElement, tostring

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

SVG = "{http://www.w3.org/2000/svg}"
MAX_BYTES = 512 * 1024

TAG = re.compile(
    r"svg|g|defs|path|rect|circle|ellipse|line|polyline|polygon|text|tspan|"
    r"linearGradient|radialGradient|stop|clipPath|mask"
)
ATTRIBUTE = re.compile(
    r"id|transform|viewBox|x|y|x1|y1|x2|y2|cx|cy|r|rx|ry|fx|fy|width|height|d|"
    r"points|dx|dy|fill|fill-opacity|fill-rule|stroke|stroke-width|stroke-opacity|"
    r"stroke-linecap|stroke-linejoin|stroke-dasharray|stroke-dashoffset|"
    r"stroke-miterlimit|opacity|clip-path|clip-rule|mask|font-size|font-weight|"
    r"font-family|font-style|text-anchor|dominant-baseline|letter-spacing|"
    r"paint-order|offset|stop-color|stop-opacity|gradientUnits|gradientTransform|"
    r"clipPathUnits|maskUnits|maskContentUnits|rotate|textLength|lengthAdjust|"
    r"preserveAspectRatio|visibility|display"
)
LOCAL_REFERENCE = re.compile(r"url\(\s*['\"]?#([\w.:-]+)['\"]?\s*\)")
SAFE_ID = re.compile(r"[\w.:-]+")
FORBIDDEN = re.compile(r"url\(|expression|javascript:|[<>\\@]", re.IGNORECASE)
NUMBER = re.compile(r"\s*([0-9.]+)\s*(px)?\s*")


class UnsafeDrawing(ValueError):
    """The file is not an SVG drawing that can be made safe."""


@lru_cache(maxsize=128)
def sanitised(source: bytes) -> str:
    """Give the drawing with nothing but safe parts, as `<svg>…</svg>` for an HTML page.

    Raises `UnsafeDrawing` for what is no SVG, too big, or holds a document type.
    """
    root = _parsed(source)
    prefix = f"d{sha256(source).hexdigest()[:6]}-"
    clean = Element("svg", _attributes(root, prefix))
    clean.attrib.setdefault("viewBox", _view_box(root))
    for name in ("width", "height", "id", "x", "y"):
        clean.attrib.pop(name, None)
    clean.set("focusable", "false")
    _copy_children(root, clean, prefix)
    return tostring(clean, encoding="unicode")


def _parsed(source: bytes) -> Element:
    if len(source) > MAX_BYTES:
        message = "The drawing is too big."
        raise UnsafeDrawing(message)
    try:
        root: Element = fromstring(source, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        message = "The drawing cannot be read."
        raise UnsafeDrawing(message) from error
    if root.tag not in (f"{SVG}svg", "svg"):
        message = "The file is not a drawing."
        raise UnsafeDrawing(message)
    return root


def _copy_children(source: Element, target: Element, prefix: str) -> None:
    for child in source:
        tag = child.tag.removeprefix(SVG)
        if tag == "svg" or not TAG.fullmatch(tag):
            continue
        copy = SubElement(target, tag, _attributes(child, prefix))
        if tag in {"text", "tspan"}:
            copy.text, copy.tail = child.text, (child.tail if tag == "tspan" else None)
        _copy_children(child, copy, prefix)


def _attributes(element: Element, prefix: str) -> dict[str, str]:
    found = {}
    for name, value in element.attrib.items():
        safe = _safe_value(name, value, prefix) if ATTRIBUTE.fullmatch(name) else None
        if safe is not None:
            found[name] = safe
    return found


def _safe_value(name: str, value: str, prefix: str) -> str | None:
    """Give the value, its ids prefixed; None when it is not safe."""
    if name == "id":
        return f"{prefix}{value}" if SAFE_ID.fullmatch(value) else None
    if FORBIDDEN.search(LOCAL_REFERENCE.sub("", value)):
        return None
    return LOCAL_REFERENCE.sub(rf"url(#{prefix}\1)", value)


def _view_box(root: Element) -> str:
    sizes = [NUMBER.fullmatch(root.get(name, "")) for name in ("width", "height")]
    width, height = (size.group(1) if size else "100" for size in sizes)
    return f"0 0 {width} {height}"
