"""Fixtures every test may use: the real server (`site`) and a phone (`phone`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections
from django.test.utils import get_unique_databases_and_mirrors
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.support import databases
from tests.support.browsers import FLAGS, find_browser
from tests.support.server import ThreadedServer

PHONE = {
    "viewport": {"width": 360, "height": 640},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
}


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Start from the migrated copy when there is one (SQLite only)."""
    database = settings.DATABASES["default"]
    if not database["ENGINE"].endswith("sqlite3"):
        return bool(request.config.getvalue("reuse_db"))
    return databases.restore(_test_name(request))


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_keepdb: bool
) -> None:
    """Keep the migrated database for the next run, and what the migrations made."""
    connection = connections["default"]
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if is_sqlite and not django_db_keepdb:
        databases.keep(connection.settings_dict["NAME"])
    # While Playwright's loop runs, asgiref gives the thread other connection objects:
    # on the class, each of them finds the rows that serialized rollback restores.
    if hasattr(connection, "_test_serialized_contents"):
        type(
            connection
        )._test_serialized_contents = connection._test_serialized_contents


def _test_name(request: pytest.FixtureRequest) -> str:
    """The test database's file name, with xdist's suffix as Django makes it."""
    get_unique_databases_and_mirrors()
    name = settings.DATABASES["default"]["TEST"]["NAME"]
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker is None:
        return name
    path = Path(name)
    return str(path.with_name(f"{path.stem}_{worker}{path.suffix}"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run; without one, browser tests are named as skipped."""
    path = find_browser()
    if path is None:
        pytest.skip("no Chromium, Chrome or Edge found (set BROWSER_PATH to name one)")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield chromium
        chromium.close()
        connections.close_all()


@pytest.fixture
def site(django_db_serialized_rollback: None, transactional_db: None) -> Iterator[str]:
    """The address of the real application over the test database.

    What the migrations made (the root page, the languages) is there in every test.
    """
    with ThreadedServer() as server:
        yield server.url


@pytest.fixture
def phone_context(browser: Browser, site: str) -> Iterator[BrowserContext]:
    """A cheap phone: 360 × 640, touch, Chinese. Offline is `context.set_offline(True)`."""
    context = browser.new_context(base_url=site, **PHONE)
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def phone(phone_context: BrowserContext) -> Page:
    """A page on the phone. Addresses are relative to the site: `phone.goto("/")`."""
    return phone_context.new_page()
