"""What browsers may send to the screens of the courses app."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.selectors.certificates import tidy_code

KEYS_AT_ONCE = 50


class LessonKeysField(forms.CharField):
    """Keys of lessons, joined by commas; each once, at most fifty."""

    def __init__(self) -> None:
        super().__init__(max_length=KEYS_AT_ONCE * 40, required=False)

    def clean(self, value: str | None) -> list[str]:
        """Turn the text into keys."""
        parts = [part for part in super().clean(value).split(",") if part]
        try:
            keys = list(dict.fromkeys(str(UUID(part)) for part in parts))
        except ValueError as error:
            raise forms.ValidationError(_("That is not a lesson.")) from error
        if len(keys) > KEYS_AT_ONCE:
            raise forms.ValidationError(_("Too many lessons at once."))
        return keys


class LessonKeysForm(forms.Form):
    """What a phone remembers: lessons it knows, and which of them are done."""

    keys = LessonKeysField()
    done = LessonKeysField()


class CertificateNumberForm(forms.Form):
    """The number of a certificate, as somebody reads it off the paper."""

    code = forms.CharField(
        label=_("Number on the certificate"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        """Bring it into the form it is stored in; it must be letters and digits."""
        code = tidy_code(self.cleaned_data["code"])
        if not (code.isascii() and code.isalnum()):
            raise forms.ValidationError(
                _("A number has only letters and digits. Please look again.")
            )
        return code
