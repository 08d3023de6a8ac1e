"""The ASGI entry point: what uvicorn serves."""

from __future__ import annotations

import os
from typing import Any

from channels.routing import ProtocolTypeRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings.production")

# The two libraries write the type of an ASGI application differently.
django_application: Any = get_asgi_application()

from accessibility.middleware import PageCacheApplication

application = ProtocolTypeRouter({"http": PageCacheApplication(django_application)})
