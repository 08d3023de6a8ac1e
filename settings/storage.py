"""Static files: hashed names, so that a phone keeps them for a year, modules included."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hash names inside ES module imports too, which Django leaves off by default."""

    support_js_module_import_aggregation = True
