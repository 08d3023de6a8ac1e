"""Addresses of the design system, below the language prefix."""

from __future__ import annotations

from django.urls import path

from accessibility import views

app_name = "accessibility"

urlpatterns = [
    path("display/", views.display, name="display"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
