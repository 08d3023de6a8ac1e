"""The pages learners walk through to find a lesson."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Orderable, Page

from lessons.enums import Subject
from lessons.models import LessonPage


class HomePage(Page):
    """The first screen of one language."""

    subpage_types = ["courses.CourseIndexPage", "lessons.LessonIndexPage"]
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        """Names for the admin."""

        verbose_name = _("first screen")


class CourseIndexPage(Page):
    """The shelf all courses of one language stand on."""

    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1

    class Meta:
        """Names for the admin."""

        verbose_name = _("shelf of courses")


class CoursePage(Page):
    """An ordered set of lessons. Its `translation_key` is its `course_key`."""

    subject = models.CharField(_("subject"), max_length=8, choices=Subject.choices)
    summary = models.CharField(_("in one sentence"), max_length=60)
    curriculum_key = models.SlugField(max_length=60, blank=True, editable=False)
    curriculum_digest = models.CharField(max_length=64, blank=True, editable=False)

    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("subject"),
        FieldPanel("summary"),
        InlinePanel("course_lessons", label=_("Lessons"), min_num=1),
    ]

    class Meta:
        """Names for the admin."""

        verbose_name = _("course")
        verbose_name_plural = _("courses")


class CourseLesson(Orderable):
    """One lesson's place in a course."""

    course = ParentalKey(
        CoursePage, on_delete=models.CASCADE, related_name="course_lessons"
    )
    lesson = models.ForeignKey(
        LessonPage, models.PROTECT, related_name="+", verbose_name=_("lesson")
    )
    is_required = models.BooleanField(_("needed to complete the course"), default=True)

    panels = [FieldPanel("lesson"), FieldPanel("is_required")]

    class Meta(Orderable.Meta):
        """A lesson stands in a course once."""

        constraints = [
            models.UniqueConstraint(
                fields=["course", "lesson"], name="lesson_once_in_course"
            )
        ]
