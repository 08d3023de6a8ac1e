"""Forms of the design system."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from accessibility.enums import SpeechSpeed, TextSize, Theme
from accessibility.rules import Display

if TYPE_CHECKING:
    from django.http import HttpRequest

# Each language is named in itself: who needs it can read it.
LANGUAGE_CHOICES = [("zh-hans", "中文"), ("en", "English")]
READ_ALOUD_CHOICES = [("off", _("Only when I press")), ("on", _("Yes, read to me"))]


class DisplayForm(forms.Form):
    """How one reader wants things shown."""

    text_size = forms.TypedChoiceField(
        label=_("Size of the letters"),
        choices=TextSize.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    theme = forms.ChoiceField(
        label=_("Colours"), choices=Theme.choices, widget=forms.RadioSelect
    )
    read_aloud = forms.TypedChoiceField(
        label=_("Read new screens aloud"),
        choices=READ_ALOUD_CHOICES,
        coerce=lambda value: value == "on",
        widget=forms.RadioSelect,
    )
    speech_speed = forms.TypedChoiceField(
        label=_("Speed of the voice"),
        choices=SpeechSpeed.choices,
        coerce=int,
        widget=forms.RadioSelect,
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=LANGUAGE_CHOICES, widget=forms.RadioSelect
    )

    @classmethod
    def showing(cls, display: Display, language: str) -> DisplayForm:
        """The form with what holds now; the language is that of the screen."""
        return cls(
            initial={
                "text_size": display.text_size,
                "theme": display.theme,
                "read_aloud": "on" if display.read_aloud else "off",
                "speech_speed": display.speech_speed,
                "language": language,
            }
        )

    @property
    def display(self) -> Display:
        """What was chosen; only after `is_valid`."""
        chosen: dict[str, Any] = self.cleaned_data
        return Display(
            text_size=chosen["text_size"],
            theme=chosen["theme"],
            speech_speed=chosen["speech_speed"],
            read_aloud=chosen["read_aloud"],
            language=chosen["language"],
        )


def way_back(request: HttpRequest) -> str:
    """The address to return to, or "" when it does not lead to this site."""
    address = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(
        address,
        allowed_hosts={request.get_host()},
        require_https=request.is_secure(),
    )
    return address if is_ours else ""
