"""Pages that are the same for everybody are made once; nothing personal is ever kept."""

from __future__ import annotations

import asyncio
import gzip

from asgiref.testing import ApplicationCommunicator
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import AsyncClient, Client, TestCase, override_settings
from django.urls import path

from accessibility.middleware import PageCacheApplication
from accessibility.models import PageGeneration
from accessibility.page_cache import STORE, forget_pages, same_for_everybody

COUNT = {"made": 0}


def _counted(request: HttpRequest) -> HttpResponse:
    COUNT["made"] += 1
    return HttpResponse(f"made {COUNT['made']} " + "text " * 200)


def public(request: HttpRequest) -> HttpResponse:
    """The same for everybody."""
    return same_for_everybody(_counted(request))


def unmarked(request: HttpRequest) -> HttpResponse:
    """Nobody said that this may be kept."""
    return _counted(request)


def with_session(request: HttpRequest) -> HttpResponse:
    """Marked by mistake: it reads the session."""
    request.session.get("anything")
    return same_for_everybody(_counted(request))


def with_token(request: HttpRequest) -> HttpResponse:
    """Marked by mistake: it holds a token of one visitor."""
    get_token(request)
    return same_for_everybody(_counted(request))


def with_cookie(request: HttpRequest) -> HttpResponse:
    """Marked by mistake: it sets a cookie."""
    response = same_for_everybody(_counted(request))
    response.set_cookie("name", "value")
    return response


def missing(request: HttpRequest) -> HttpResponse:
    """Marked, but not a page."""
    _counted(request)
    return same_for_everybody(HttpResponse(status=404))


urlpatterns = [
    path("public/", public),
    path("unmarked/", unmarked),
    path("session/", with_session),
    path("token/", with_token),
    path("cookie/", with_cookie),
    path("missing/", missing),
]


@override_settings(ROOT_URLCONF=__name__, PAGE_CACHE_SECONDS=600)
class PageCacheTests(TestCase):
    def setUp(self):
        STORE.forget()
        self.addCleanup(STORE.forget)
        COUNT["made"] = 0

    def made_after(self, *addresses: str, **headers: str) -> int:
        for address in addresses:
            self.client.get(address, headers=headers or None)
        return COUNT["made"]

    def test_a_page_is_made_once(self):
        self.assertEqual(self.made_after("/public/", "/public/", "/public/"), 1)

    def test_a_page_from_memory_asks_the_database_nothing(self):
        self.client.get("/public/")
        with self.assertNumQueries(0):
            self.client.get("/public/")

    def test_a_page_is_made_anew_for_another_way_of_showing(self):
        for cookie in (
            "22.paper.100.off.",
            "32.paper.100.off.",
            "22.contrast.100.off.",
        ):
            self.client.cookies["display"] = cookie
            self.client.get("/public/")
        self.assertEqual(COUNT["made"], 3)

    def test_nonsense_in_the_cookie_does_not_fill_the_memory(self):
        for number in range(5):
            self.client.cookies["display"] = f"nonsense{number}.x"
            self.client.get("/public/")
        self.assertEqual(COUNT["made"], 1)

    def test_other_cookies_do_not_matter(self):
        self.client.get("/public/")
        self.client.cookies["sessionid"] = "somebody"
        self.assertEqual(self.made_after("/public/"), 1)

    def test_a_question_mark_is_never_answered_from_memory(self):
        self.assertEqual(self.made_after("/public/?a=1", "/public/?a=1"), 2)

    def test_a_post_is_never_answered_from_memory(self):
        self.client.get("/public/")
        self.client.post("/public/")
        self.assertEqual(COUNT["made"], 2)

    def test_head_is_answered_from_memory(self):
        self.client.get("/public/")
        self.client.head("/public/")
        self.assertEqual(COUNT["made"], 1)

    def test_what_nobody_marked_is_not_kept(self):
        self.assertEqual(self.made_after("/unmarked/", "/unmarked/"), 2)

    def test_what_used_a_session_a_token_or_a_cookie_is_not_kept(self):
        for address in ("/session/", "/token/", "/cookie/"):
            with self.subTest(address=address), self.assertLogs(level="ERROR"):
                COUNT["made"] = 0
                self.assertEqual(self.made_after(address, address), 2)

    def test_a_missing_page_is_not_kept(self):
        self.assertEqual(self.made_after("/missing/", "/missing/"), 2)

    def test_an_unknown_host_is_not_kept(self):
        with override_settings(ALLOWED_HOSTS=["ours.example"]):
            self.assertEqual(Client().get("/public/").status_code, 400)

    def test_what_was_published_is_seen_at_once(self):
        self.client.get("/public/")
        forget_pages()
        self.assertEqual(self.made_after("/public/"), 2)

    def test_another_process_sees_it_within_a_second(self):
        self.client.get("/public/")
        PageGeneration.objects.raise_number()  # as another process would
        self.assertEqual(self.made_after("/public/"), 1)
        STORE._checked_at = float("-inf")  # a second later
        self.assertEqual(self.made_after("/public/"), 2)

    def test_the_other_processes_are_told_when_the_change_is_committed(self):
        with self.captureOnCommitCallbacks(execute=True):
            forget_pages()
            self.assertFalse(PageGeneration.objects.exists())
        self.assertEqual(PageGeneration.objects.get().number, 1)

    def test_a_page_that_was_being_made_while_something_was_published_is_not_kept(self):
        token = STORE.token
        forget_pages()
        self.client.get("/public/")
        kept = next(iter(STORE._pages.items()))
        STORE.forget()
        STORE.keep(*kept, token)
        self.assertIsNone(STORE.find(kept[0]))

    def test_a_page_too_old_is_made_anew(self):
        self.client.get("/public/")
        with override_settings(PAGE_CACHE_SECONDS=-1):
            self.client.get("/public/")
        self.assertEqual(COUNT["made"], 2)

    @override_settings(PAGE_CACHE_SECONDS=0)
    def test_nothing_is_kept_when_that_is_switched_off(self):
        self.assertEqual(self.made_after("/public/", "/public/"), 2)

    def test_a_page_travels_packed_when_the_browser_can_unpack(self):
        for _ in range(2):
            packed = self.client.get("/public/", headers={"accept-encoding": "gzip"})
            self.assertEqual(packed["Content-Encoding"], "gzip")
            self.assertIn(b"made 1 ", gzip.decompress(packed.content))
        plain = self.client.get("/public/")
        self.assertNotIn("Content-Encoding", plain)
        self.assertEqual(plain["Vary"], "Accept-Encoding, Cookie")

    def test_a_page_the_browser_still_has_is_not_sent_again(self):
        first = self.client.get("/public/")
        again = self.client.get("/public/", headers={"if-none-match": first["ETag"]})
        self.assertEqual((again.status_code, again.content), (304, b""))

    def test_a_page_from_memory_keeps_the_headers_of_safety(self):
        first, second = self.client.get("/public/"), self.client.get("/public/")
        for name in ("Content-Security-Policy", "X-Content-Type-Options"):
            self.assertEqual(first[name], second[name])

    async def test_under_asgi_it_is_the_same(self):
        client = AsyncClient()
        pages = [await client.get("/public/") for _ in range(3)]
        self.assertEqual({page.content for page in pages}, {pages[0].content})
        self.assertEqual(COUNT["made"], 1)
        await asyncio.to_thread(STORE.forget)
        await client.get("/public/")
        self.assertEqual(COUNT["made"], 2)

    async def test_a_page_from_memory_never_enters_django(self):
        asked = []

        async def django(scope, receive, send):
            asked.append(scope["path"])
            await send({"type": "http.response.start", "status": 200, "headers": []})
            await send({"type": "http.response.body", "body": b"from django"})

        async def answer_to(path: str) -> tuple[dict, dict]:
            scope = {"type": "http", "method": "GET", "path": path, "scheme": "http"}
            scope |= {"query_string": b"", "headers": [(b"host", b"testserver")]}
            call = ApplicationCommunicator(PageCacheApplication(django), scope)
            return await call.receive_output(), await call.receive_output()

        kept = await AsyncClient().get("/public/")
        start, body = await answer_to("/public/")
        self.assertEqual((start["status"], body["body"]), (200, kept.content))
        self.assertIn((b"etag", kept["ETag"].encode()), start["headers"])
        self.assertEqual(asked, [])
        await answer_to("/unmarked/")
        self.assertEqual(asked, ["/unmarked/"])
