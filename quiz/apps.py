"""Wiring of the quiz app."""

from __future__ import annotations

from django.apps import AppConfig


class QuizConfig(AppConfig):
    """The quiz app."""

    name = "quiz"
