"""Addresses of courses, progress and certificates."""

from __future__ import annotations

from django.urls import URLPattern, path

from courses.views import certificates, learning, lesson, phones, progress

app_name = "courses"

urlpatterns: list[URLPattern] = [
    path("subjects/<slug:name>/", learning.subject, name="subject"),
    path("learning/", learning.learning, name="learning"),
    path("learning/<uuid:lesson_key>/", learning.review, name="review"),
    path("learn/<uuid:lesson_key>/answer/", lesson.answer, name="answer"),
    path("learn/<uuid:lesson_key>/finish/", learning.finish, name="finish"),
    path("help/", learning.help_page, name="help"),
    path("api/progress/", progress.ProgressView.as_view(), name="progress"),
    path("api/lessons/", phones.lesson_cards, name="lesson-cards"),
    path("certificates/", certificates.look_up, name="certificates"),
    path("certificates/<str:code>/", certificates.confirm, name="certificate"),
    path("certificates/<str:code>/paper/", certificates.paper, name="paper"),
    path(
        "certificates/<str:code>/<slug:form>/",
        certificates.file,
        name="certificate-file",
    ),
]
