"""What the media app adds to Wagtail: narration, recordings, readings."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.snippets.models import register_snippet

from media.views import narration, recordings
from media.viewsets import LexiconViewSet

register_snippet(LexiconViewSet)

NARRATION_URLS = [
    path("", narration.ProgressView.as_view(), name="progress"),
    path("missing/", narration.make_missing, name="make_missing"),
    path("jobs/<int:pk>/again/", narration.again, name="again"),
    path("sentences/", recordings.SentencesView.as_view(), name="sentences"),
    path(
        "sentences/<slug:language>/<slug:key>/",
        recordings.RecordView.as_view(),
        name="record",
    ),
    path("recordings/<int:pk>/listen/", recordings.listen, name="listen"),
    path("recordings/<int:pk>/take-back/", recordings.take_back, name="take_back"),
]


@hooks.register("register_admin_urls")
def register_narration_urls() -> list[URLPattern | URLResolver]:
    """The pages about narration."""
    return [path("narration/", include((NARRATION_URLS, "narration")))]


class PermittedMenuItem(MenuItem):
    """Shown to those who may open it."""

    def __init__(self, *args: object, permission: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether this person has the permission of the page behind it."""
        return bool(request.user.has_perm(self.permission))


NARRATION_MENU = Menu(
    items=[
        PermittedMenuItem(
            _("Narration progress"),
            reverse_lazy("narration:progress"),
            icon_name="media",
            order=1,
            permission=narration.VIEW,
        ),
        PermittedMenuItem(
            _("Read sentences aloud"),
            reverse_lazy("narration:sentences"),
            icon_name="comment",
            order=2,
            permission=recordings.ADD,
        ),
        PermittedMenuItem(
            _("How words are spoken"),
            reverse_lazy("wagtailsnippets_media_lexiconentry:list"),
            icon_name="openquote",
            order=3,
            permission="media.view_lexiconentry",
        ),
    ]
)


@hooks.register("register_admin_menu_item")
def register_narration_menu() -> MenuItem:
    """All about the voice in one place; hidden from those who may open none of it."""
    return SubmenuMenuItem(
        _("Narration"), NARRATION_MENU, name="narration", icon_name="media", order=310
    )
