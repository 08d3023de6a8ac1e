"""Addresses of sound and pictures."""

from __future__ import annotations

from django.urls import path

from media import views

app_name = "media"

urlpatterns = [
    path("media/<path:name>", views.media_file, name="file"),
    path("captions/<slug:key>.vtt", views.captions, name="captions"),
    path("speech/<str:screen>/", views.speech, name="speech"),
    path("speech/<str:screen>/audio/", views.speech_audio, name="speech_audio"),
]
