"""Kinds of question."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class QuestionKind(TextChoices):
    """How an answer is given and marked."""

    ONE = "one", _("One is right")
    SEVERAL = "several", _("Several are right")
    TRUE_FALSE = "true-false", _("True or false")
    ORDER = "order", _("Put in order")
