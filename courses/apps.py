"""Wiring of the courses app."""

from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The courses app."""

    name = "courses"

    def ready(self) -> None:
        """Listen to the news of this app, and say what its pages have to tell."""
        from django.contrib.auth.signals import user_logged_in
        from django.db.models.signals import post_delete, post_save, pre_save
        from wagtail.signals import page_published

        from accounts.registry import register_care, register_holdings
        from accounts.signals import person_erased
        from courses import signal_handlers
        from courses.selectors.holdings import what_is_kept
        from courses.selectors.organizing import learners_visible_to
        from courses.selectors.shelf import course_scripts
        from courses.signals import lesson_completed
        from lessons.models import LessonPage
        from media import registry

        register_care(learners_visible_to)
        register_holdings(what_is_kept)
        registry.register(course_scripts)
        lesson_completed.connect(
            signal_handlers.issue_when_a_course_is_done,
            dispatch_uid="courses.issue_certificates",
        )
        person_erased.connect(
            signal_handlers.forget_the_name_on_certificates,
            dispatch_uid="courses.forget_names",
        )
        user_logged_in.connect(
            signal_handlers.take_guest_learning_along,
            dispatch_uid="courses.take_guest_learning_along",
        )
        pre_save.connect(
            signal_handlers.count_again_in_a_new_period,
            sender="courses.TrainingProject",
            dispatch_uid="courses.count_project_again",
        )
        for signal in (post_save, post_delete):
            signal.connect(
                signal_handlers.forget_pages_shown_to_all,
                sender="wagtailcore.PageViewRestriction",
                dispatch_uid="courses.forget_pages_shown_to_all",
            )
        page_published.connect(
            signal_handlers.count_again_what_was_published,
            sender=LessonPage,
            dispatch_uid="courses.count_lesson_again",
        )
