"""The real settings: what `make run` and a server use.

Secure by default. `.env` of a village laptop without a certificate says HTTPS=off, because
a secure cookie would never come back over plain http and nobody could sign in.
"""

from __future__ import annotations

from django.core.exceptions import ImproperlyConfigured

from settings.base import *

if not SECRET_KEY:
    message = (
        "SECRET_KEY is missing: run `make run` once, or set it in the environment."
    )
    raise ImproperlyConfigured(message)

SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
