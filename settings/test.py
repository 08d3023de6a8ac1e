"""For the tests: the real settings, made quick and cut off from the network."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import mkdtemp

from settings.base import *

SECRET_KEY = "only-for-tests"
HTTPS = False
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TEST_DIR = Path(mkdtemp(prefix="fieldside-test-"))
MEDIA_ROOT = TEST_DIR / "media"
CERTIFICATE_DIR = TEST_DIR / "certificates"
STORAGES["private"]["OPTIONS"]["location"] = TEST_DIR / "private"
Q_CLUSTER = {**Q_CLUSTER, "sync": True}
PAGE_CACHE_SECONDS = 0  # what one test rendered must not reach the next
SPEECH_ENGINES = ["espeak"]
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the browser tests serve from another thread.
    DATABASES["default"]["TEST"] = {"NAME": str(TEST_DIR / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
    )
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop shares the thread

# Two test processes must not share one Redis database.
WORKER_NUMBER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
if REDIS_URL:
    CACHES["default"]["LOCATION"] = f"{REDIS_URL.rsplit('/', 1)[0]}/{WORKER_NUMBER + 1}"
