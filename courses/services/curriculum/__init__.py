"""Starter lessons and courses: from files in git to pages an editor can change."""

from __future__ import annotations

from courses.services.curriculum.loading import Outcome, Report, load_curriculum

__all__ = ["Outcome", "Report", "load_curriculum"]
