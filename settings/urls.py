"""Every address of the house."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
]

# The Chinese address is the plain one; English lives under /en/.
urlpatterns += i18n_patterns(
    path("", include("accounts.urls")),
    path("", include("accessibility.urls")),
    path("", include("courses.urls")),
    path("", include("media.urls")),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
