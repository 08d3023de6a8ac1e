"""When something goes wrong: what happened, what to do, and a way home."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, SimpleTestCase, TestCase, override_settings
from django.urls import path
from django.utils import translation

from settings.urls import urlpatterns as site_patterns


def broken(request: HttpRequest) -> HttpResponse:
    """A view with a fault."""
    raise RuntimeError


urlpatterns = [path("broken/", broken), *site_patterns]


class ErrorPageTests(TestCase):
    def assert_page(self, response: HttpResponse, status: int, *sentences: str) -> None:
        self.assertEqual(response.status_code, status)
        for sentence in sentences:
            self.assertIn(sentence, response.content.decode())
        self.assertRegex(response.content.decode(), r'href="/(en/)?"')

    def test_a_missing_page_says_so_in_the_language_of_the_address(self):
        self.assert_page(self.client.get("/nowhere/"), 404, "没有找到这一页")
        self.assert_page(self.client.get("/en/nowhere/"), 404, "This page is not here")

    def test_a_post_without_token_says_what_to_do(self):
        response = Client(enforce_csrf_checks=True).post("/display/", {})
        self.assert_page(response, 403, "刚才那一下没成功", "再点一次按钮")

    @override_settings(ROOT_URLCONF=__name__)
    def test_a_fault_of_ours_says_that_it_is_not_the_readers(self):
        client = Client(raise_request_exception=False)
        with self.assertLogs("django.request", level="ERROR"):
            response = client.get("/broken/")
        self.assert_page(response, 500, "不是您的错")
        self.assertNotContains(response, "RuntimeError", status_code=500)


class WithoutAnythingTests(SimpleTestCase):
    def test_the_page_for_our_faults_needs_no_database_and_no_context(self):
        with translation.override("zh-hans"):
            page = render_to_string("500.html")
        self.assertIn('data-text="22"', page)
        self.assertEqual(re.findall(r'\s(?:style|on\w+)="', page), [])
