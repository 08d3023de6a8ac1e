"""Small words of the account screens: numbers in groups, ways onward."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import rules
from accounts.enums import BirthDecade

if TYPE_CHECKING:
    from accounts.models import LearningCard

register = template.Library()


@register.filter
def grouped(number: str) -> str:
    """A card number as it is printed: 1234 5678."""
    return rules.grouped(number)


@register.filter
def ends_with(number: str) -> str:
    """Enough of a card number to tell two people of one name apart."""
    return _("Card ends in %(digits)s") % {"digits": number[-4:]}


@register.filter
def decade(first_year: int) -> str:
    """The ten years somebody was born in, in words."""
    return str(dict(BirthDecade.choices).get(first_year, first_year))


@register.filter
def onward(address: str, wanted: str) -> str:
    """The address, with the wish to go on to another one afterwards."""
    return f"{address}?{urlencode({'next': wanted}, safe='/')}" if wanted else address


@register.filter
def pin_address(card: LearningCard, wanted: str) -> str:
    """Where the PIN of a card is typed."""
    return onward(reverse("accounts:pin", args=[card.number]), wanted)
