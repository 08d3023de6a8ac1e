"""POST /api/progress/: what a phone sends, and what it hears back."""

from __future__ import annotations

import json
import uuid

from django.test import Client, TestCase
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from courses.enums import EventKind
from courses.models import LessonProgress, ProgressEvent
from tests.courses.factories import answer, make_learner, make_lesson, whole_lesson

ADDRESS = "/api/progress/"


def as_json(event):
    """An event as a phone writes it."""
    entry = {
        "id": str(event.id),
        "kind": str(event.kind),
        "lesson": event.lesson,
        "step": event.step,
        "occurred_at": event.occurred_at.isoformat().replace("+00:00", "Z"),
    }
    if event.kind == EventKind.ANSWERED:
        entry |= {"question": event.question, "chosen": list(event.chosen)}
    return entry


class EndpointCase(TestCase):
    """A learner who is signed in on a phone."""

    @classmethod
    def setUpTestData(cls):
        cls.learner = make_learner()
        cls.lesson = make_lesson()

    def setUp(self):
        self.client.force_login(self.learner)

    def send(self, message, *, client=None, site="same-origin"):
        body = message if isinstance(message, bytes) else json.dumps(message)
        return (client or self.client).post(
            ADDRESS,
            body,
            content_type="application/json",
            headers={"Sec-Fetch-Site": site} if site else {},
        )

    def send_events(self, *events):
        return self.send({"events": [as_json(event) for event in events]})


class ProgressEndpointTests(EndpointCase):
    """One request."""

    def test_every_event_is_answered_in_order(self):
        events = whole_lesson(self.lesson)
        answers = self.send_events(*events, events[0]).json()["events"]
        self.assertEqual(
            [entry["id"] for entry in answers],
            [str(e.id) for e in [*events, events[0]]],
        )
        self.assertEqual(answers[-1]["status"], "duplicate")
        self.assertIsNotNone(LessonProgress.objects.get().completed_at)

    def test_a_bad_one_among_good_ones_does_not_stop_the_good(self):
        good = as_json(answer(self.lesson))
        bad = [
            "nonsense",
            {},
            {**good, "id": "7"},
            {**good, "id": str(uuid.uuid4()), "kind": "completed"},
            {**good, "id": str(uuid.uuid4()), "lesson": "x" * 3000},
            {**good, "id": str(uuid.uuid4()), "chosen": []},
            {**good, "id": str(uuid.uuid4()), "chosen": [None]},
            {**good, "id": str(uuid.uuid4()), "occurred_at": "yesterday"},
            {**good, "id": str(uuid.uuid4()), "occurred_at": "2026-11-23T12:00:00"},
            {
                **good,
                "id": str(uuid.uuid4()),
                "occurred_at": "9999-12-31T23:59:59-12:00",
            },
            {**good, "id": str(uuid.uuid4()), "step": "\u0000"},
        ]
        answers = self.send({"events": [*bad, good]}).json()["events"]
        self.assertEqual({entry["status"] for entry in answers[:-1]}, {"rejected"})
        self.assertTrue(all(entry["reason"] for entry in answers[:-1]))
        self.assertEqual(answers[-1]["status"], "stored")
        self.assertEqual(ProgressEvent.objects.count(), 1)

    def test_a_stranger_keeps_the_events_on_the_phone(self):
        response = self.send({"events": []}, client=Client())
        self.assertEqual(response.status_code, 401)
        self.assertEqual(response.json()["reason"], "not-signed-in")

    def test_another_site_is_refused(self):
        message = {"events": [as_json(answer(self.lesson))]}
        for site in ("cross-site", "same-site", None):
            self.assertEqual(self.send(message, site=site).status_code, 403)
        self.assertFalse(ProgressEvent.objects.exists())

    def test_no_token_is_needed_from_a_page_of_this_site(self):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(self.learner)
        self.assertEqual(self.send({"events": []}, client=strict).status_code, 200)

    def test_what_makes_no_sense_is_refused_with_field_and_reason(self):
        for body, field in (
            (b"", "body"),
            (b"\xff\xfe", "body"),
            (b"[]", "body"),
            (b"[" * 60_000, "body"),
            (b'{"events": 1' + b"0" * 5000 + b"}", "body"),
            (b"{}", "events"),
            (b'{"events": {}}', "events"),
            (b'{"events": [], "sent_at": 5}', "sent_at"),
            (b'{"events": [' + b"1," * 50 + b"1]}", "events"),
        ):
            with self.subTest(body[:30]):
                response = self.send(body)
                self.assertEqual(response.status_code, 400)
                self.assertEqual(response.json()["field"], field)

    def test_too_much_at_once_is_refused(self):
        for size in (64 * 1024 + 1, 3_000_000):
            response = self.send(b" " * size)
            self.assertEqual(response.status_code, 413)

    def test_the_answer_is_never_kept_by_a_cache(self):
        self.assertEqual(self.send({"events": []})["Cache-Control"], "no-store")

    def test_reading_is_no_way_to_report(self):
        self.assertEqual(self.client.get(ADDRESS).status_code, 405)


class TwoPhonesTests(EndpointCase):
    """Whatever is sent how often from wherever, the sum is the same."""

    def test_two_phones_two_orders_one_result(self):
        first, second = whole_lesson(self.lesson), whole_lesson(self.lesson)
        tablet = Client()
        tablet.force_login(self.learner)
        self.send_events(*first[2:])
        self.send(
            {"events": [as_json(e) for e in reversed(second)], "sent_at": None},
            client=tablet,
        )
        self.send_events(*first)
        told = ProgressEvent.objects.exclude(kind=EventKind.COMPLETED)
        self.assertEqual(told.count(), len(first) + len(second))
        self.assertEqual(
            ProgressEvent.objects.filter(kind=EventKind.COMPLETED).count(), 1
        )
        self.assertEqual(LessonProgress.objects.count(), 1)

    def test_clocks_at_1970_and_2099_lose_nothing(self):
        for year in ("1970", "2099"):
            events = [as_json(event) for event in whole_lesson(make_lesson())]
            for event in events:
                event["occurred_at"] = f"{year}-01-01T00:00:00Z"
            message = {"events": events, "sent_at": f"{year}-01-01T01:00:00Z"}
            statuses = {e["status"] for e in self.send(message).json()["events"]}
            self.assertEqual(statuses, {"stored"})
        complete = LessonProgress.objects.exclude(completed_at=None)
        self.assertEqual(complete.count(), 2)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=12,
)
fields = ("id", "kind", "lesson", "step", "question", "chosen", "occurred_at")


class NonsenseTests(HypothesisTestCase):
    """No input whatever brings the address down."""

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_no_nonsense_brings_it_down(self, data):
        self.client.force_login(make_learner())
        entry = as_json(answer(make_lesson(questions=1)))
        for name in data.draw(st.sets(st.sampled_from(fields), max_size=3)):
            entry[name] = data.draw(json_values)
        stray = data.draw(json_values)
        response = self.client.post(
            ADDRESS,
            json.dumps({"events": [entry, stray]}),
            content_type="application/json",
            headers={"Sec-Fetch-Site": "same-origin"},
        )
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.json()["events"][1]["status"], "rejected")
