"""The house stands: the real server answers a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page as PhonePage
from wagtail.models import Page

pytestmark = pytest.mark.browser


def test_a_browser_reaches_the_real_server(phone: PhonePage) -> None:
    response = phone.goto("/admin/login/")
    assert response is not None
    assert response.status == 200


@pytest.mark.parametrize("turn", ["first", "second"])
def test_every_browser_test_finds_the_root_page(site: str, turn: str) -> None:
    assert Page.objects.filter(depth=1).exists(), turn
