"""Static files: hashed names, so that a phone keeps them for a year, modules included."""

from __future__ import annotations

import re

from django.core.files.base import ContentFile, File
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

# Whole lines of comment in our own modules: a fifth of what a phone would have to load.
COMMENT_LINES = re.compile(
    rb"^[ \t]*(?:/\*\*.*?\*/|//[^\n]*)[ \t]*\n", re.DOTALL | re.MULTILINE
)
OWN_SCRIPTS = re.compile(
    r"(?:accessibility|accounts|courses|lessons|media|quiz)/.*\.js"
)


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hash names inside ES module imports too, which Django leaves off by default."""

    support_js_module_import_aggregation = True

    def _save(self, name: str, content: File[bytes]) -> str:
        """Keep the comments of our own scripts at home."""
        if OWN_SCRIPTS.fullmatch(name):
            content.seek(0)
            content = ContentFile(COMMENT_LINES.sub(b"", content.read()))
        saved: str = super()._save(name, content)
        return saved


class PrivateFileStorage(FileSystemStorage):
    """Files that have no address: only a view that checks who asks hands them out."""

    def url(self, name: str | None) -> str:
        """Refuse, so that no template can link to a private file by mistake."""
        message = "Private files have no address."
        raise ValueError(message)
