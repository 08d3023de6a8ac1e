"""What browsers may send to the screens of the courses app."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.selectors.certificates import tidy_code

KEYS_AT_ONCE = 50


class LessonKeysForm(forms.Form):
    """Keys of lessons, joined by commas, as a phone remembers them."""

    keys = forms.CharField(max_length=KEYS_AT_ONCE * 40)

    def clean_keys(self) -> list[str]:
        """Turn the text into at most fifty different keys."""
        try:
            keys = [str(UUID(part)) for part in self.cleaned_data["keys"].split(",")]
        except ValueError as error:
            raise forms.ValidationError(_("That is not a lesson.")) from error
        if len(keys) > KEYS_AT_ONCE:
            raise forms.ValidationError(_("Too many lessons at once."))
        return list(dict.fromkeys(keys))


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
