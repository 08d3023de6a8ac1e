"""A migrated SQLite file made once and copied, since migrating takes many seconds."""

from __future__ import annotations

import hashlib
import importlib
import shutil
import sqlite3
from pathlib import Path

from django.apps import apps
from django.conf import settings


def migration_digest() -> str:
    """Changes whenever a migration of any installed app does."""
    digest = hashlib.sha256()
    for config in sorted(apps.get_app_configs(), key=lambda config: config.label):
        for path in sorted((Path(config.path) / "migrations").glob("*.py")):
            digest.update(f"{config.label}/{path.name}".encode())
            digest.update(path.read_bytes())
    django = importlib.import_module("django")
    digest.update(django.__version__.encode())
    return digest.hexdigest()[:16]


def template_path() -> Path:
    """Where the migrated file for today's migrations is kept."""
    return Path(settings.VAR_DIR) / "test-templates" / f"{migration_digest()}.sqlite3"


def restore(target: str) -> bool:
    """Copy the migrated file to `target`; False when there is none yet."""
    template = template_path()
    if not template.exists():
        return False
    shutil.copyfile(template, target)
    return True


def keep(source: str) -> None:
    """Keep a freshly migrated file for the next run, replacing older ones."""
    template = template_path()
    template.parent.mkdir(parents=True, exist_ok=True)
    fresh = template.with_suffix(".new")
    with sqlite3.connect(source) as database, sqlite3.connect(fresh) as copy:
        database.backup(copy)
    for old in template.parent.glob("*.sqlite3"):
        old.unlink()
    fresh.replace(template)
