"""Reading sentences aloud: find one, record it, take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from media import progress, services
from media.forms import RecordingForm, SentenceSearchForm
from media.models import HumanRecording

if TYPE_CHECKING:
    from accounts.models import User

ADD = "media.add_humanrecording"
DELETE = "media.delete_humanrecording"
SENTENCES_A_PAGE = 30
HOME = {"url": reverse_lazy("wagtailadmin_home"), "label": gettext_lazy("Home")}
LIST = {
    "url": reverse_lazy("narration:sentences"),
    "label": gettext_lazy("Read sentences aloud"),
}


class SentencesView(PermissionRequiredMixin, WagtailAdminTemplateMixin, TemplateView):
    """Every known sentence, to be found by its words."""

    permission_required = ADD
    raise_exception = True
    template_name = "media/admin/sentences.html"
    page_title = gettext_lazy("Read sentences aloud")
    header_icon = "comment"
    breadcrumbs_items = [HOME, {**LIST, "url": ""}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """One page of the sentences that were looked for."""
        form = SentenceSearchForm(self.request.GET)
        found = progress.known_sentences(form.language_code, form.words)
        page = Paginator(found, SENTENCES_A_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(
            form=form,
            sentences=page,
            total=len(found),
            recorded=sum(1 for sentence in found if sentence.is_recorded),
            language=form.language_code,
            words=form.words,
            **kwargs,
        )


class RecordView(
    PermissionRequiredMixin,
    WagtailAdminTemplateMixin,
    FormView,  # type: ignore[type-arg]
):
    """Record one sentence, hear the recording there is, or take it back."""

    permission_required = ADD
    raise_exception = True
    template_name = "media/admin/record.html"
    form_class = RecordingForm
    page_title = gettext_lazy("Read this sentence aloud")
    header_icon = "comment"
    breadcrumbs_items = [
        HOME,
        LIST,
        {"url": "", "label": gettext_lazy("Read this sentence aloud")},
    ]

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the sentence among those that are spoken somewhere."""
        super().setup(request, *args, **kwargs)
        self.sentence = progress.known_sentence(kwargs["language"], kwargs["key"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """A sentence nobody says any more cannot be recorded."""
        if self.has_permission() and self.sentence is None:
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The sentence and its recording."""
        recording = HumanRecording.objects.filter(
            language=self.kwargs["language"], sentence_key=self.kwargs["key"]
        ).first()
        return super().get_context_data(
            sentence=self.sentence, recording=recording, **kwargs
        )

    def form_valid(self, form: RecordingForm) -> HttpResponse:
        """Keep it, and go back to the next sentence."""
        assert self.sentence  # noqa: S101 - `dispatch` made sure
        services.save_recording(
            sentence=self.sentence.text,
            language=self.sentence.language,
            pcm=form.cleaned_data["recording"],
            recorded_by=cast("User", self.request.user),
        )
        messages.success(self.request, _("Thank you. Your voice will be heard soon."))
        return redirect("narration:sentences")


@require_safe
def listen(request: HttpRequest, pk: int) -> FileResponse:
    """A recording for those who may record; learners only get it inside a narration."""
    if not request.user.has_perm(ADD):
        raise PermissionDenied
    recording = get_object_or_404(HumanRecording, pk=pk)
    return FileResponse(recording.audio.open(), content_type="audio/flac")


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Delete a recording."""
    if not request.user.has_perm(DELETE):
        raise PermissionDenied
    services.delete_recording(recording=get_object_or_404(HumanRecording, pk=pk))
    messages.success(request, _("The recording was taken back."))
    return redirect("narration:sentences")
