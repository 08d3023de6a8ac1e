"""States and kinds in training projects and progress."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ProjectStatus(TextChoices):
    """A training project's life in its first form."""

    DRAFT = "draft", _("Being planned")
    RUNNING = "running", _("Running")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")


COUNTING_STATES = (ProjectStatus.RUNNING, ProjectStatus.ENDED)
OPEN_STATES = (ProjectStatus.DRAFT, ProjectStatus.RUNNING)


class EventKind(TextChoices):
    """What a progress event says. The phone may send all but `COMPLETED`."""

    STEP_SEEN = "step_seen", _("Saw a step")
    ANSWERED = "answered", _("Answered a question")
    COMPLETED = "completed", _("Completed the lesson")


PHONE_KINDS = (EventKind.STEP_SEEN, EventKind.ANSWERED)


class EventSource(TextChoices):
    """Where an event came from."""

    PHONE = "phone", _("Phone")
    FORM = "form", _("Page without JavaScript")
    SERVER = "server", _("Derived by the server")


class ReceiptStatus(TextChoices):
    """What became of one reported event. Whatever it is, the phone may forget the event."""

    STORED = "stored", _("Stored")
    DUPLICATE = "duplicate", _("Known already")
    CONFLICT = "conflict", _("Another event has this id")
    REJECTED = "rejected", _("Not accepted")


class RowOutcome(TextChoices):
    """What an import does with one row of a roster."""

    NEW = "new", _("New learner")
    ENROLLED = "enrolled", _("Already enrolled")
    LIKELY = "likely", _("Perhaps known already")
    ERROR = "error", _("Left out")
