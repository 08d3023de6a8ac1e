"""Wiring of the lessons app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_save


class LessonsConfig(AppConfig):
    """The lessons app."""

    name = "lessons"

    def ready(self) -> None:
        """Offer the lessons to the voices, and listen to what editors change."""
        from wagtail.images import get_image_model
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from lessons import signal_handlers as news
        from lessons.models import LessonPage
        from lessons.selectors import spoken_lessons
        from media.registry import register
        from quiz.models import Question

        register(spoken_lessons)
        page_published.connect(news.lesson_published, sender=LessonPage)
        page_unpublished.connect(news.lesson_withdrawn, sender=LessonPage)
        post_page_move.connect(news.lesson_withdrawn, sender=LessonPage)
        post_save.connect(news.question_saved, sender=Question)
        post_save.connect(news.picture_saved, sender=get_image_model())
