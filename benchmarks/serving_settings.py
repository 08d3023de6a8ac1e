"""The real settings, plus one empty view to measure everything else against."""

from __future__ import annotations

from settings.production import *  # noqa: F403 - settings are made to be extended

ROOT_URLCONF = "benchmarks.serving_urls"
