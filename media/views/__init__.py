"""Answers to requests: files, speech, and the pages editors work with."""

from __future__ import annotations
