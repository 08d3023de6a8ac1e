"""Reads about people: who may look after whom, cards to print, places."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import segno
from django.conf import settings
from django.db.models import Case, OuterRef, Q, Subquery, When
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from accounts.enums import Role
from accounts.models import ConsentText, LearningCard, Region, User
from accounts.registry import care_sources
from accounts.rules import grouped, typed_digits

if TYPE_CHECKING:
    from collections.abc import Iterable

    from accounts.models.people import PersonQuerySet
    from accounts.models.places import RegionQuerySet


def people_in_care_of(staff: User) -> PersonQuerySet:
    """The learners whose cards this person may issue, print and open again.

    An administrator looks after everybody; anybody else after whom an upper app says,
    and without such a word after nobody.
    """
    learners: PersonQuerySet = User.objects.learners().filter(is_active=True)
    if staff.has_role(Role.ADMINISTRATOR):
        return learners
    if not care_sources():
        return learners.none()
    found = [source(staff).values("pk") for source in care_sources()]
    mine: PersonQuerySet = learners.filter(pk__in=found[0])
    for other in found[1:]:
        mine |= learners.filter(pk__in=other)
    return mine


def find_learners(people: PersonQuerySet, query: str = "") -> PersonQuerySet:
    """These people by name or card number, each with `card_number` of a usable card."""
    usable = LearningCard.objects.usable().filter(learner=OuterRef("pk"))
    found = people.select_related("region").annotate(
        card_number=Subquery(usable.order_by("-issued_at").values("number")[:1])
    )
    if query:
        by_number = Q(card_number__contains=typed_digits(query))
        found = found.filter(Q(display_name__icontains=query) | by_number)
    return found.order_by("display_name", "pk")


def current_consent_text(language: str) -> ConsentText | None:
    """The newest words to agree to, in this language, else in whatever there is of them."""
    today = timezone.localdate()
    texts = ConsentText.objects.filter(published_on__lte=today)
    newest = texts.order_by("-version").values("version")[:1]
    candidates = {text.language: text for text in texts.filter(version__in=newest)}
    fallback = next(iter(candidates.values()), None)
    return candidates.get(language, candidates.get(settings.LANGUAGE_CODE, fallback))


def has_answered_consent(person: User) -> bool:
    """Whether she agreed at some time to the newest version, or to one and took it back."""
    newest = ConsentText.objects.order_by("-version").values("version")[:1]
    answers = person.consents.filter(text__version__in=newest)
    return answers.exists() or not ConsentText.objects.exists()


def find_regions(query: str) -> RegionQuerySet:
    """Places whose full name holds every typed word, or else its characters in order.

    So "平山" and "河北 平山" and "河北平山县" all find 河北省石家庄市平山县. The place that is
    called exactly so comes first, then the larger ones.
    """
    words = query.split()
    if not words:
        return Region.objects.none()
    found = Region.objects.all()
    for word in words:
        found = found.filter(full_name__icontains=word)
    if not found.exists():
        letters = ".*".join(re.escape(letter) for letter in "".join(words))
        found = Region.objects.filter(full_name__regex=letters)
    called_so = Case(When(name=words[-1], then=0), default=1)
    return found.annotate(rank=called_so).order_by("rank", "level", "code")


def cards_known_to_phone(numbers: list[str]) -> list[LearningCard]:
    """The usable cards among these numbers, in their order. One query, none for none."""
    if not numbers:
        return []
    cards = LearningCard.objects.usable().select_related("learner")
    found = {card.number: card for card in cards.filter(number__in=numbers)}
    return [found[number] for number in numbers if number in found]


@dataclass(frozen=True)
class PrintedCard:
    """One learning card as it goes on paper. `qr` is an inline SVG drawing."""

    name: str
    region: str
    number: str
    qr: str


def cards_for(
    learners: Iterable[User], base_url: str | None = None
) -> list[PrintedCard]:
    """The usable cards of these learners, ready for `accounts/cards/sheet.html`.

    Whoever has no card is not among them; `services.issue_card` gives one. One query.
    `base_url` is where the QR codes lead, `settings.BASE_URL` unless told.
    """
    cards = (
        LearningCard.objects.usable()
        .filter(learner__in=[learner.pk for learner in learners])
        .select_related("learner__region")
        .order_by("learner__display_name", "learner_id")
    )
    base = (base_url or settings.BASE_URL).rstrip("/")
    return [_printed(card, base) for card in cards]


def _printed(card: LearningCard, base_url: str) -> PrintedCard:
    code = segno.make(base_url + reverse("accounts:pin", args=[card.number]), error="m")
    return PrintedCard(
        name=str(card.learner),
        region=str(card.learner.region or ""),
        number=grouped(card.number),
        qr=mark_safe(code.svg_inline(omitsize=True, border=2)),  # noqa: S308 - drawn here
    )
