"""What people type, by screen."""

from __future__ import annotations
