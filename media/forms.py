"""What people send: a recording of one sentence, a search among the sentences."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from media import audio
from media.exceptions import NotAudioError

SHORTEST_MS = 200


class RecordingForm(forms.Form):
    """One sentence, read aloud. `cleaned_data["recording"]` is PCM, really decoded."""

    recording = forms.FileField(
        label=gettext_lazy("Your recording"),
        help_text=gettext_lazy(
            "Press, read the sentence aloud into the phone, and send it."
        ),
        widget=forms.FileInput(attrs={"accept": "audio/*", "capture": True}),
        error_messages={
            "required": gettext_lazy("Please record the sentence first."),
            "empty": gettext_lazy(
                "The recording is empty. Please record it once more."
            ),
        },
    )

    def clean_recording(self) -> bytes:
        """The sound, whatever its file was named; one sentence for what is wrong."""
        upload: UploadedFile = self.cleaned_data["recording"]
        if (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
            limit = filesizeformat(settings.UPLOAD_MAX_BYTES)
            message = _("The recording is too large: at most %(limit)s, please.")
            raise forms.ValidationError(message % {"limit": limit})
        try:
            pcm = audio.decode(upload)
        except NotAudioError as error:
            message = _(
                "No sound can be heard in this file. Please record it once more."
            )
            raise forms.ValidationError(message) from error
        if audio.duration_ms(pcm) < SHORTEST_MS:
            raise forms.ValidationError(
                _("That was too short. Please record it once more.")
            )
        return pcm


class SentenceSearchForm(forms.Form):
    """Find a sentence to record."""

    q = forms.CharField(label=gettext_lazy("Words"), required=False, max_length=100)
    language = forms.ChoiceField(
        label=gettext_lazy("Language"), required=False, choices=settings.LANGUAGES
    )

    @property
    def language_code(self) -> str:
        """The language chosen, else the first of the site."""
        chosen = self.cleaned_data.get("language") if self.is_valid() else ""
        return chosen or settings.LANGUAGE_CODE

    @property
    def words(self) -> str:
        """What to look for; nothing finds everything."""
        return self.cleaned_data.get("q", "").strip() if self.is_valid() else ""
