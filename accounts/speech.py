"""What the screens of accounts say. The sentences are those one sees."""

from __future__ import annotations

from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from accounts.enums import Audience, BirthDecade
from accounts.selectors import current_consent_text


def _consent_words() -> str:
    """The newest words to agree to, as an editor published them."""
    text = current_consent_text(get_language())
    return text.body if text else ""


SCREENS = {
    "accounts.enter": (
        _("How would you like to start?"),
        _("I have a learning card"),
        _("Just start learning"),
        _("No name, no number"),
        _("I am new here"),
        _("Get my own card, so that nothing is lost"),
    ),
    "accounts.enter-again": (_("Who are you?"), _("Tap your name.")),
    "accounts.card": (_("The number on your card"), _("Eight digits")),
    "accounts.pin": (
        _("Your four-digit PIN"),
        _("Forgotten your PIN? Your trainer can give you a new one."),
    ),
    "accounts.register.name": (
        _("What shall we call you?"),
        _("Your name or nickname"),
    ),
    "accounts.register.place": (
        _("Where do you live?"),
        _("Your county, township or village"),
    ),
    "accounts.register.decade": (
        _("When were you born?"),
        *(decade.label for decade in BirthDecade),
    ),
    "accounts.register.audience": (
        _("Which of these are you?"),
        *(audience.label for audience in Audience),
    ),
    "accounts.consent": (
        _("What we keep about you"),
        lazy(_consent_words, str)(),
    ),
    "accounts.declined": (
        _("That is fine"),
        _("We keep nothing about you. You can learn everything here all the same."),
    ),
    "accounts.register.pin": (
        _("Choose four digits"),
        _("With them you come back in. Choose ones you can remember."),
    ),
    "accounts.my-card": (
        _("My learning card"),
        _(
            "Please write this number down. With it and your PIN you come back in on any "
            "phone."
        ),
    ),
    "accounts.delete": (
        _("Delete my account?"),
        _("Your name, your place and your card are deleted. This cannot be undone."),
        _("In the programme's figures you are still counted, without a name."),
    ),
    "accounts.deleted": (
        _("Your account is deleted"),
        _("You can still learn everything here. All the best to you."),
    ),
    "buttons": (
        _("Back"),
        _("Next step"),
        _("Skip this"),
        _("Come in"),
        _("Not you?"),
        _("Look for it"),
        _("More places"),
        _("I agree"),
        _("I do not agree"),
        _("Start learning"),
        _("Done"),
        _("Print"),
    ),
}
