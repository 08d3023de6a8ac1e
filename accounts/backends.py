"""How a learner proves who she is."""

from __future__ import annotations

from django.contrib.auth.backends import BaseBackend


class LearningCardBackend(BaseBackend):
    """Sign in with the number of a learning card and its PIN."""
