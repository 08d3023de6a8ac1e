"""Pictures in pages: drawings inline, photographs as small images."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError

from media.drawings import UnsafeDrawing, sanitised

if TYPE_CHECKING:
    from wagtail.images.models import AbstractImage

register = template.Library()
logger = logging.getLogger(__name__)

PHOTO = "width-640|format-webp|webpquality-60"


@register.simple_tag
def drawing(image: AbstractImage | None, alt: str) -> SafeString:
    """Show a picture with the words that stand for it.

    An SVG drawing stands in the page itself: no request, sharp at every size. Another
    picture is shrunk to 640 pixels and loaded when it is scrolled to. When the file is
    gone or unsafe, the words stand alone: a lesson is never broken by its picture.
    """
    if image is None:
        return SafeString("")
    try:
        return _inline(image, alt) if image.is_svg() else _photo(image, alt)
    except (UnsafeDrawing, SourceImageIOError, InvalidFilterSpecError, OSError):
        logger.warning("Picture %s cannot be shown", image.pk, exc_info=True)
        return format_html('<p class="drawing drawing--missing">{}</p>', alt)


def _inline(image: AbstractImage, alt: str) -> SafeString:
    with image.open_file() as file:
        svg = sanitised(file.read())
    return format_html(
        '<div class="drawing" role="img" aria-label="{}">{}</div>',
        alt,
        mark_safe(svg),  # noqa: S308 - rebuilt from an allow-list by media.drawings
    )


def _photo(image: AbstractImage, alt: str) -> SafeString:
    rendition = image.get_rendition(PHOTO)
    return format_html(
        '<img class="drawing drawing--photo" src="{}" width="{}" height="{}" alt="{}" '
        'loading="lazy" decoding="async">',
        rendition.url,
        rendition.width,
        rendition.height,
        alt,
    )
