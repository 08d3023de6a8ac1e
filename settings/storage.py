"""Static files: hashed names, so that a phone keeps them for a year, modules included."""

from __future__ import annotations

from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hash names inside ES module imports too, which Django leaves off by default."""

    support_js_module_import_aggregation = True


class PrivateFileStorage(FileSystemStorage):
    """Files that have no address: only a view that checks who asks hands them out."""

    def url(self, name: str | None) -> str:
        """Refuse, so that no template can link to a private file by mistake."""
        message = "Private files have no address."
        raise ValueError(message)
