"""Taking evidence in: what the bytes are decides, not the name they came with."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.models import User
from courses.models import TrainingProject
from reports.enums import EvidenceKind
from reports.exceptions import Refusal
from reports.models import Evidence, Submission, Verification

PICTURE_FORMATS = ("JPEG", "PNG", "WEBP")
MAX_PIXELS = 50_000_000
MAX_SIDE = 2400  # a sign-in sheet stays readable, and a phone photo becomes small
PDF_HEAD, PDF_TAIL = b"%PDF-", b"%%EOF"


@dataclass(frozen=True)
class CleanFile:
    """Bytes that may be kept, and what they are."""

    content: bytes
    kind: EvidenceKind
    ending: str

    @property
    def sha256(self) -> str:
        """Fingerprint of what is kept."""
        return hashlib.sha256(self.content).hexdigest()


def clean_file(upload: UploadedFile, *, max_bytes: int) -> CleanFile:
    """Read an upload and give back what may be kept; refuse the rest with a sentence.

    Pictures are drawn anew, so that place, time and camera (EXIF) are gone and nothing
    else can hide in the file.
    """
    if not upload.size:
        raise Refusal(_("The file is empty."))
    if upload.size > max_bytes:
        raise Refusal(
            _("The file is larger than %(limit)s MB.")
            % {"limit": max_bytes // (1024 * 1024)}
        )
    content = upload.read()
    if content.startswith(PDF_HEAD):
        return _clean_document(content)
    return _clean_picture(content)


def _clean_document(content: bytes) -> CleanFile:
    if PDF_TAIL not in content[-2048:]:
        raise Refusal(_("The PDF is cut off. Please export it again."))
    return CleanFile(content, EvidenceKind.DOCUMENT, "pdf")


def _clean_picture(content: bytes) -> CleanFile:
    try:
        Image.open(BytesIO(content), formats=PICTURE_FORMATS).verify()
        picture = Image.open(BytesIO(content), formats=PICTURE_FORMATS)
        if picture.width * picture.height > MAX_PIXELS:
            raise Refusal(_("The picture is too large. Please make it smaller."))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise Refusal(
            _("Only photos (JPEG, PNG, WebP) and PDF documents can be kept.")
        ) from error
    except Image.DecompressionBombError as error:
        raise Refusal(_("The picture is too large. Please make it smaller.")) from error
    upright.thumbnail((MAX_SIDE, MAX_SIDE))
    kept = BytesIO()
    upright.save(kept, "JPEG", quality=85)
    return CleanFile(kept.getvalue(), EvidenceKind.PICTURE, "jpg")


def add_evidence(
    *, project: TrainingProject, title: str, file: CleanFile, added_by: User
) -> Evidence:
    """Keep one piece of evidence. Raises `Refusal` when it may not be added now."""
    refuse_when_closed(project=project)
    if project.evidence.filter(sha256=file.sha256).exists():
        raise Refusal(_("This file is already among the evidence."))
    evidence = Evidence(
        project=project,
        title=title,
        kind=file.kind,
        size_bytes=len(file.content),
        sha256=file.sha256,
        added_by=added_by,
    )
    evidence.file.save(f"file.{file.ending}", ContentFile(file.content), save=False)
    try:
        evidence.save()
    except Exception:
        evidence.file.delete(save=False)
        raise
    return evidence


def remove_evidence(*, evidence: Evidence) -> None:
    """Take a wrong file away again, as long as nobody has been asked to check it."""
    refuse_when_closed(project=evidence.project)
    name, storage = evidence.file.name, evidence.file.storage
    evidence.delete()
    transaction.on_commit(lambda: storage.delete(name))


def refuse_when_closed(*, project: TrainingProject) -> None:
    """Evidence stands still from submission on, so that everybody checks the same."""
    if Verification.objects.filter(project=project).exists():
        raise Refusal(_("The project was verified. Its evidence can no longer change."))
    if Submission.objects.filter(project=project, returned_at=None).exists():
        raise Refusal(
            _(
                "The project was submitted. Its evidence can change when it is handed back."
            )
        )
