"""Addresses of sound and pictures."""

from __future__ import annotations

from django.urls import path

from media.views import files, speech

app_name = "media"

urlpatterns = [
    path("media/<path:name>", files.media_file, name="file"),
    path("captions/<slug:key>.vtt", speech.captions, name="captions"),
    path("speech/<str:screen>/", speech.speech, name="speech"),
    path("speech/<str:screen>/audio/", speech.speech_audio, name="speech_audio"),
]
