"""One stylesheet out of many: each component keeps its own file, the phone loads one."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.core.files.storage import Storage

BUNDLE = "accessibility/fieldside.css"
FOUNDATION = ("tokens.css", "base.css")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
INDENT = re.compile(r"\s*\n\s*")


def stylesheets() -> Iterator[Path]:
    """Every file of the bundle in reading order: foundation, then lower apps first.

    An app's rules come after those of the apps it builds on, and inside an app the files
    go by name, so the order is the same on every machine.
    """
    own = Path(apps.get_app_config("accessibility").path) / "static" / "accessibility"
    yield from (own / name for name in FOUNDATION)
    for config in reversed(list(apps.get_app_configs())):
        folder = Path(config.path) / "static" / config.label / "components"
        yield from sorted(folder.glob("*.css"))


def bundle_text() -> str:
    """The whole stylesheet without comments and indentation."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in stylesheets())
    return INDENT.sub("\n", COMMENT.sub("", text)).strip() + "\n"


class BundleFinder(BaseFinder):
    """Finds `accessibility/fieldside.css`, made anew whenever a part of it changed."""

    def __init__(self, app_names: Iterable[str] | None = None) -> None:
        super().__init__()
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "bundle")

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing can be set wrong: no settings are read but `VAR_DIR`."""
        return []

    def find(  # type: ignore[override]  # as Django's own finders, not as its stubs
        self, path: str, find_all: bool = False, **kwargs: Any
    ) -> str | list[str]:
        """The path of the bundle when it is asked for; an empty list for anything else."""
        if path != BUNDLE:
            return []
        made = str(self._make())
        return [made] if find_all else made

    def list(
        self, ignore_patterns: Iterable[str] | None
    ) -> Iterator[tuple[str, Storage]]:
        """For `collectstatic`: the one file."""
        self._make()
        yield BUNDLE, self.storage

    def _make(self) -> Path:
        """Write the bundle if its text differs from what lies there."""
        target = Path(self.storage.path(BUNDLE))
        text = bundle_text()
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            part.write_text(text, encoding="utf-8")
            part.replace(target)
        return target
