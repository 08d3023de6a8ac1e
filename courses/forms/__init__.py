"""Checks what people send in."""

from __future__ import annotations

from courses.forms.learning import CertificateNumberForm, LessonKeysForm

__all__ = ["CertificateNumberForm", "LessonKeysForm"]
