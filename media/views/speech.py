"""Captions, and the voices of screens outside lessons."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accessibility.page_cache import same_for_everybody
from media.models import Narration
from media.rules import caption_track
from media.selectors import ScreenSpeech, screen_speech


@require_safe
def captions(request: HttpRequest, key: str) -> HttpResponse:
    """The sentences of a narration as WebVTT, for native players."""
    narration = get_object_or_404(Narration, key=key)
    response = HttpResponse(
        caption_track(narration.cues), content_type="text/vtt; charset=utf-8"
    )
    response["Cache-Control"] = "public, max-age=300"
    return response


@require_safe
def speech(request: HttpRequest, screen: str) -> HttpResponse:
    """What a screen says and when, for listen.js; 404 while the sound is being made."""
    found = _speech(screen)
    if found is None:
        return JsonResponse({"detail": _("The sound is being made")}, status=404)
    return same_for_everybody(JsonResponse(found.as_json()))


@require_safe
def speech_audio(request: HttpRequest, screen: str) -> HttpResponse:
    """The way to a screen's MP3 without JavaScript."""
    found = _speech(screen)
    if found is None:
        words = _("The sound is still being made. You can go on reading.")
        return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")
    return HttpResponseRedirect(found.narration.address)


def _speech(screen: str) -> ScreenSpeech | None:
    return screen_speech(screen, get_language() or "")
