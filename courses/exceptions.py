"""What can be refused in training projects, each with a sentence for the person."""

from __future__ import annotations


class CourseError(Exception):
    """Something the rules of training projects do not allow.

    The message is a translated sentence that can be shown as it is.
    """


class ProjectNotReady(CourseError):
    """The project cannot start: a course or its lessons are missing."""


class ProjectClosed(CourseError):
    """The project has ended or was cancelled: nobody can be enrolled any more."""


class WrongProjectState(CourseError):
    """The step is not possible in the project's present state."""


class RuleFrozen(CourseError):
    """A completion rule in use is never changed; a new version is made instead."""


class AppendOnly(CourseError):
    """A progress event is written once and never changed."""


class CurriculumError(CourseError):
    """A curriculum file cannot be loaded; the message names the file and the key."""


class WrongCohort(CourseError):
    """The cohort belongs to another project."""
