"""Fixtures every test may use: the real server (`site`) and a phone (`phone`)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connections
from django.test import TestCase, TransactionTestCase
from django.test.utils import get_unique_databases_and_mirrors
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django.plugin import blocking_manager_key
from wagtail.models import Site

from tests.support import databases
from tests.support.browsers import FLAGS, find_browser
from tests.support.server import ThreadedServer

TEST_DATABASE = [""]  # its name, once it is made
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
    TEST_DATABASE[0] = connection.settings_dict["NAME"]
    is_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    if is_sqlite and not django_db_keepdb:
        databases.keep(connection.settings_dict["NAME"])
    rows = getattr(connection, "_test_serialized_contents", None)
    if rows is None:
        return
    # While Playwright's loop runs, asgiref gives the thread other connection objects:
    # on the class, each of them finds the rows that serialized rollback restores.
    del connection._test_serialized_contents
    type(connection)._test_serialized_contents = _content_types_first(rows)


def _content_types_first(rows: str) -> str:
    """Put the content types in front: Wagtail's signals would make missing ones anew."""
    found = json.loads(rows)
    found.sort(key=lambda row: row["model"] != "contenttypes.contenttype")
    return json.dumps(found)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(
    item: pytest.Item, nextitem: pytest.Item | None
) -> Iterator[None]:
    """After a test that emptied the database, bring back what the migrations made.

    Django runs such tests last; parallel workers do not, so the next test may need it.
    """
    yield
    # After the last test the test database is gone, and Django's connection leads to
    # the real one: that one must never be touched.
    if nextitem is not None and _empties_the_database(item):
        with item.config.stash[blocking_manager_key].unblock():
            _bring_back_migrated_rows()


def _empties_the_database(item: pytest.Item) -> bool:
    test_class = getattr(item, "cls", None)
    if test_class is not None and issubclass(test_class, TransactionTestCase):
        return not issubclass(test_class, TestCase)
    marker = item.get_closest_marker("django_db")
    asked = marker is not None and marker.kwargs.get("transaction", False)
    return asked or "transactional_db" in getattr(item, "fixturenames", ())


def _bring_back_migrated_rows() -> None:
    connection = connections["default"]
    rows = getattr(connection, "_test_serialized_contents", None)
    if rows is None or connection.settings_dict["NAME"] != TEST_DATABASE[0]:
        return
    call_command(
        "flush",
        verbosity=0,
        interactive=False,
        reset_sequences=False,  # or new rows would take the numbers of restored ones
        inhibit_post_migrate=True,
    )
    ContentType.objects.clear_cache()
    connection.creation.deserialize_db_from_string(rows)
    Site.clear_site_root_paths_cache()
    cache.clear()


def _test_name(request: pytest.FixtureRequest) -> str:
    """The test database's file name, with xdist's suffix as Django makes it."""
    get_unique_databases_and_mirrors()
    name = settings.DATABASES["default"]["TEST"]["NAME"]
    worker = getattr(request.config, "workerinput", {}).get("workerid")
    if worker is None:
        return name
    path = Path(name)
    return str(path.with_name(f"{path.stem}_{worker}{path.suffix}"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium a module; without one, browser tests are named as skipped.

    Not one for the whole run: while Playwright's loop runs, other tests of the same
    process could not use asynchronous code.
    """
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
