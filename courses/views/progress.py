"""The address phones send their progress events to."""

from __future__ import annotations

from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from django.utils.decorators import method_decorator
from django.views import View

from accessibility.origin import same_origin_required
from courses.enums import EventSource
from courses.protocol import (
    TOO_LARGE,
    BatchRefused,
    Receipt,
    ReportedEvent,
    read_batch,
)
from courses.services import record_events


@method_decorator(same_origin_required, name="dispatch")
class ProgressView(View):
    """Takes batches of events; answers each event by itself.

    Whoever is not signed in gets 401 and keeps the events on the phone.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> JsonResponse:
        """Store a batch and say what became of each event, in the same order."""
        if not request.user.is_authenticated:
            return _refusal(HTTPStatus.UNAUTHORIZED, "who", "not-signed-in")
        try:
            batch = read_batch(request.body)
        except RequestDataTooBig:
            return _refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body", TOO_LARGE)
        except BatchRefused as error:
            is_too_large = error.reason == TOO_LARGE
            status = (
                HTTPStatus.REQUEST_ENTITY_TOO_LARGE
                if is_too_large
                else HTTPStatus.BAD_REQUEST
            )
            return _refusal(status, error.field, error.reason)
        stored = iter(
            record_events(
                learner=request.user,
                events=[e for e in batch.events if isinstance(e, ReportedEvent)],
                source=EventSource.PHONE,
                sent_at=batch.sent_at,
            )
        )
        receipts = [
            entry if isinstance(entry, Receipt) else next(stored)
            for entry in batch.events
        ]
        return _answer({"events": [receipt.as_json() for receipt in receipts]})


def _refusal(status: HTTPStatus, field: str, reason: str) -> JsonResponse:
    return _answer({"field": field, "reason": reason}, status)


def _answer(message: dict[str, object], status: int = HTTPStatus.OK) -> JsonResponse:
    response = JsonResponse(message, status=status)
    response["Cache-Control"] = "no-store"
    return response
