"""A form without a token takes posts from pages of this site only."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.test import Client, TestCase, override_settings
from django.urls import path

from accessibility.origin import same_origin_required
from settings.urls import urlpatterns as site_patterns


@same_origin_required
def answer(request: HttpRequest) -> HttpResponse:
    """A view that changes something."""
    return HttpResponse("done")


urlpatterns = [path("answer/", answer), *site_patterns]


@override_settings(ROOT_URLCONF=__name__)
class OriginTests(TestCase):
    def post(self, **headers: str) -> int:
        client = Client(enforce_csrf_checks=True)
        return client.post("/answer/", headers=headers).status_code

    def test_a_post_from_our_own_page_is_taken(self):
        for headers in (
            {"sec-fetch-site": "same-origin"},
            {"sec-fetch-site": "none"},
            {"origin": "http://testserver"},
            {"referer": "http://testserver/lesson/"},
        ):
            with self.subTest(**headers):
                self.assertEqual(self.post(**headers), 200)

    def test_a_post_from_elsewhere_is_refused(self):
        for headers in (
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site", "origin": "http://testserver"},
            {"sec-fetch-site": "cross-site", "origin": "http://testserver"},
            {"origin": "http://bad.example"},
            {"origin": "null"},
            {"origin": "http://testserver.bad.example"},
            {"origin": "http://bad.example", "referer": "http://testserver/"},
            {"referer": "http://bad.example/http://testserver/"},
            {"referer": "http://[broken"},
            {},
        ):
            with self.subTest(**headers):
                self.assertEqual(self.post(**headers), 403)

    def test_a_foreign_host_is_refused(self):
        with override_settings(ALLOWED_HOSTS=["ours.example"]):
            self.assertIn(self.post(origin="http://testserver"), {400, 403})

    def test_reading_needs_no_proof(self):
        self.assertEqual(Client().get("/answer/").status_code, 200)
