"""Wiring of the courses app."""

from __future__ import annotations

from django.apps import AppConfig


class CoursesConfig(AppConfig):
    """The courses app."""

    name = "courses"

    def ready(self) -> None:
        """Listen to the news of this app, and say what its pages have to tell."""
        from accounts.registry import register_care
        from courses.selectors.organizing import learners_visible_to
        from courses.selectors.shelf import course_scripts
        from courses.signal_handlers import issue_when_a_course_is_done
        from courses.signals import lesson_completed
        from media import registry

        register_care(learners_visible_to)
        registry.register(course_scripts)
        lesson_completed.connect(
            issue_when_a_course_is_done, dispatch_uid="courses.issue_certificates"
        )
