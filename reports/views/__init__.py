"""Screens of the reports app, all inside the admin."""

from __future__ import annotations
