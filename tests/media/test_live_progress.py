"""朗读进度 refreshes itself while something is being made."""

from __future__ import annotations

import time

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page

from media import services
from media.enums import JobState
from media.models import NarrationJob
from tests.media.factories import script, staff

pytestmark = pytest.mark.browser


def test_a_running_job_moves_on_by_itself(phone: Page, site: str) -> None:
    (job,) = services.request_narration([script()], label="看清名字")
    NarrationJob.objects.update(
        state=JobState.RUNNING, done=1, updated_at=job.updated_at
    )
    client = Client()
    client.force_login(staff("editor", "view_narration", "change_narrationjob"))
    session = client.cookies["sessionid"].value
    phone.context.add_cookies([{"name": "sessionid", "value": session, "url": site}])
    phone.goto(reverse("narration:progress"))
    phone.get_by_text("1 / 2").wait_for()
    NarrationJob.objects.filter(pk=job.pk).update(done=2)
    deadline = time.monotonic() + 15
    while not phone.get_by_text("2 / 2").count():
        assert time.monotonic() < deadline
        phone.wait_for_timeout(100)
