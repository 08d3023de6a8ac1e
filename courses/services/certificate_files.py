"""The drawn certificates kept on disk: made when first asked for, never in a transaction.

They lie under `settings.CERTIFICATE_DIR` by the hash of what is written on them: the same
words give the same file, and changed words or a changed look give another one. The folder
may be emptied at any time.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from PIL import Image
from wagtail.log_actions import log

from accounts.models import User
from courses.models import Certificate
from courses.selectors.certificates import grouped_code
from courses.services.certificate_drawing import (
    DRAWING_VERSION,
    Words,
    as_pdf,
    as_png,
    as_preview,
    chinese_date,
    draw_certificate,
)
from courses.services.lettering import missing_characters

logger = logging.getLogger(__name__)

MISSING_GLYPH = "courses.certificate_glyph_missing"
"""Name of the entry in Wagtail's log when a character could not be drawn."""

FORMS: dict[str, tuple[str, str, Callable[[Image.Image], bytes]]] = {
    "preview": ("image/png", "preview.png", as_preview),
    "picture": ("image/png", "png", as_png),
    "pdf": ("application/pdf", "pdf", as_pdf),
}


def certificate_file(*, certificate: Certificate, form: str) -> tuple[Path, str]:
    """Give the file of a certificate and its content type, drawing it when needed.

    `form` is one of `FORMS`; each is drawn when it is first asked for.
    """
    content_type, ending, encode = FORMS[form]
    words = words_of(certificate)
    path = _path(words, ending)
    if not path.exists():
        _report_missing(certificate, words)
        _write_whole(path, encode(draw_certificate(words)))
    return path, content_type


def forget_names(*, person: User) -> None:
    """Take a person's name off her certificates and throw the drawn papers away.

    The certificates stay, since they were counted; their public page says two stars.
    """
    own = list(Certificate.objects.filter(enrolment__learner=person))
    papers = [
        _path(words_of(certificate), ending)
        for certificate in own
        for _content_type, ending, _encode in FORMS.values()
    ]
    Certificate.objects.filter(enrolment__learner=person).update(learner_name="")
    transaction.on_commit(lambda: _throw_away(papers))


def _throw_away(papers: list[Path]) -> None:
    for paper in papers:
        paper.unlink(missing_ok=True)


def words_of(certificate: Certificate) -> Words:
    """Everything that stands on the paper."""
    with override(settings.LANGUAGE_CODE):
        place = reverse("courses:certificate", args=[certificate.code])
    return Words(
        name=certificate.learner_name,
        course=certificate.course_title,
        project=certificate.project_name,
        organization=certificate.organization_name,
        date=chinese_date(certificate.completed_on),
        code=grouped_code(certificate.code),
        address=settings.BASE_URL + place,
    )


def _path(words: Words, ending: str) -> Path:
    content = json.dumps([DRAWING_VERSION, asdict(words)], sort_keys=True)
    digest = hashlib.sha256(content.encode()).hexdigest()
    return Path(settings.CERTIFICATE_DIR) / digest[:2] / f"{digest}.{ending}"


def _write_whole(path: Path, content: bytes) -> None:
    """Write so that nobody ever reads half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    os.replace(draft.name, path)


def _report_missing(certificate: Certificate, words: Words) -> None:
    """Tell the people in charge that a name could not be drawn in full."""
    missing = missing_characters("".join(asdict(words).values()))
    if not missing:
        return
    points = [f"U+{ord(character):04X}" for character in missing]
    logger.error("certificate %s: no font has %s", certificate.pk, ", ".join(points))
    log(instance=certificate, action=MISSING_GLYPH, data={"characters": points})
