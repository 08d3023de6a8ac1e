"""The shape of the house, where imports cannot be seen: foreign keys and folders."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).resolve().parent.parent
TOP_TO_BOTTOM = (
    "reports",
    "courses",
    "lessons",
    "quiz",
    "media",
    "accessibility",
    "accounts",
)
NOT_NAMES = {"utils.py", "helpers.py", "core.py", "common.py", "misc.py"}


def our_migrations() -> list[tuple[str, list[tuple[str, str]]]]:
    """Each of our migrations' app with what it depends on."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return [
        (label, list(migration.dependencies))
        for (label, _name), migration in loader.disk_migrations.items()
        if label in TOP_TO_BOTTOM
    ]


@pytest.mark.django_db  # a migration of wagtail-localize asks the database as it loads
def test_foreign_keys_point_down_the_chain_only() -> None:
    upward = [
        (label, other)
        for label, dependencies in our_migrations()
        for other, _name in dependencies
        if other in TOP_TO_BOTTOM
        and TOP_TO_BOTTOM.index(other) < TOP_TO_BOTTOM.index(label)
    ]
    assert upward == []


@pytest.mark.django_db
def test_every_app_has_migrations_to_look_at() -> None:
    assert {label for label, _ in our_migrations()} == set(TOP_TO_BOTTOM)


def test_locale_is_no_package() -> None:
    """With an `__init__.py` it would shadow Python's own `locale` module."""
    assert not (ROOT / "locale" / "__init__.py").exists()


def test_modules_say_what_they_are() -> None:
    vague = [
        path.relative_to(ROOT).as_posix()
        for app in TOP_TO_BOTTOM
        for path in (ROOT / app).rglob("*.py")
        if path.name in NOT_NAMES
    ]
    assert vague == []


def test_modules_stay_small() -> None:
    long = [
        f"{path.relative_to(ROOT)}: {lines}"
        for app in (*TOP_TO_BOTTOM, "settings", "tools", "benchmarks")
        for path in (ROOT / app).rglob("*.py")
        if "migrations" not in path.parts
        and (lines := len(path.read_text().splitlines())) > 400
    ]
    assert long == []
