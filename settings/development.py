"""For people who change the code: debug pages and reload (`make dev`)."""

from __future__ import annotations

from settings.base import *

DEBUG = True
SECRET_KEY = SECRET_KEY or "only-for-development"
HTTPS = False
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
PAGE_CACHE_SECONDS = 0
