"""What people type: card numbers, PINs, and what they say about themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import Audience, BirthDecade, Refusal
from accounts.models import Region, User
from accounts.rules import is_card_number, is_pin, is_weak_pin, typed_digits


class CardForm(forms.Form):
    """The number of a learning card. Spaces and full-width digits do no harm."""

    number = forms.CharField(max_length=24)

    def clean_number(self) -> str:
        """The eight digits; a slip of the finger gets its own sentence."""
        number = typed_digits(self.cleaned_data["number"])
        if not is_card_number(number):
            raise forms.ValidationError(Refusal.SLIP.label, code=Refusal.SLIP)
        return number


class PinForm(forms.Form):
    """The PIN of a card, and whether this phone may remember the card."""

    pin = forms.CharField(max_length=12)
    remember = forms.BooleanField(required=False)

    def clean_pin(self) -> str:
        """Four digits."""
        pin = typed_digits(self.cleaned_data["pin"])
        if not is_pin(pin):
            raise forms.ValidationError(
                _("A PIN has four digits. Please look again."), code="shape"
            )
        return pin


class StepForm(forms.Form):
    """One screen of the registration; `answer` is what goes into the draft."""

    template = ""
    screen = ""
    may_skip = True

    @property
    def answer(self) -> dict[str, Any]:
        """What was said on this screen, as JSON can hold it."""
        return dict(self.cleaned_data)


class NameForm(StepForm):
    """What to call you. The only thing that must be said."""

    template = "accounts/register/name.html"
    screen = "accounts.register.name"
    may_skip = False
    display_name = forms.CharField(
        label=_("Your name or nickname"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "nickname", "class": "field__input"}),
        error_messages={"required": _("Please tell us what to call you.")},
    )


class PlaceForm(StepForm):
    """Where you live, by the code of a place that was found by searching."""

    template = "accounts/register/place.html"
    screen = "accounts.register.place"
    region = forms.ModelChoiceField(
        Region.objects.all(),
        to_field_name="code",
        error_messages={"required": _("Please choose a place, or skip this.")},
    )

    @property
    def answer(self) -> dict[str, Any]:
        """The code of the place."""
        return {"region": self.cleaned_data["region"].code}


class DecadeForm(StepForm):
    """When you were born, to ten years."""

    template = "accounts/register/decade.html"
    screen = "accounts.register.decade"
    birth_decade = forms.TypedChoiceField(
        label=_("When were you born?"),
        choices=BirthDecade.choices,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one, or skip this.")},
    )


class AudienceForm(StepForm):
    """Farmer, older person, both or somebody else."""

    template = "accounts/register/audience.html"
    screen = "accounts.register.audience"
    audience = forms.ChoiceField(
        label=_("Which of these are you?"),
        choices=Audience.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose one, or skip this.")},
    )


class ConsentForm(StepForm):
    """Yes to one version of the words, and whether they were listened to."""

    template = "accounts/register/consent.html"
    screen = "accounts.consent"
    may_skip = False
    text = forms.IntegerField(widget=forms.HiddenInput)
    heard = forms.BooleanField(required=False)

    @property
    def answer(self) -> dict[str, Any]:
        """Which version was agreed to, and whether it was heard."""
        return {"text": self.cleaned_data["text"], "heard": self.cleaned_data["heard"]}


class NewPinForm(StepForm):
    """A PIN of one's own choice; the first ones a stranger would try are refused."""

    template = "accounts/register/pin.html"
    screen = "accounts.register.pin"
    may_skip = False
    pin = forms.CharField(max_length=12)

    def clean_pin(self) -> str:
        """Four digits that are not easily guessed."""
        pin = typed_digits(self.cleaned_data["pin"])
        if not is_pin(pin):
            raise forms.ValidationError(_("Please choose four digits."), code="shape")
        if is_weak_pin(pin):
            raise forms.ValidationError(
                _("That is easily guessed. Please choose another."), code="weak"
            )
        return pin


class AboutMeForm(forms.ModelForm["User"]):
    """Put right what one said about oneself; everything but the name may be emptied."""

    birth_decade = forms.TypedChoiceField(
        label=_("When were you born?"),
        choices=[("", _("I would rather not say")), *BirthDecade.choices],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    audience = forms.ChoiceField(
        label=_("Which of these are you?"),
        choices=[("", _("I would rather not say")), *Audience.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    forget_place = forms.BooleanField(label=_("Forget where I live"), required=False)

    class Meta:
        """The name and the two answers."""

        model = User
        fields = ["display_name", "birth_decade", "audience"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True

    def save(self, commit: bool = True) -> User:
        """Keep the answers; the place goes when it was asked for."""
        if self.cleaned_data["forget_place"]:
            self.instance.region = None
        return super().save(commit)
