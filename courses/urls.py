"""Addresses of courses, progress and certificates."""

from __future__ import annotations

from django.urls import path

from courses.views import progress

app_name = "courses"

urlpatterns = [
    path("api/progress/", progress.ProgressView.as_view(), name="progress"),
]
