"""Learning cards in the admin: print them, issue them, give new PINs, revoke lost ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.decorators import role_required
from accounts.enums import Role
from accounts.rules import is_loopback
from accounts.selectors import cards_for, find_learners, people_in_care_of
from accounts.services import erase_person, issue_card, reset_pin, revoke_card
from accounts.views.ways import public_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from accounts.http import PersonRequest
    from accounts.models import LearningCard, User

PEOPLE_A_PAGE = 60
ASK_OR_TAKE = ["GET", "HEAD", "POST"]
CARERS = (Role.TRAINER, Role.ORGANIZER, Role.ADMINISTRATOR)


@never_cache
@role_required(*CARERS)
@require_http_methods(ASK_OR_TAKE)
def cards(request: PersonRequest) -> HttpResponse:
    """The learners in one's care, and what can be done with the cards of those ticked."""
    act = ACTIONS.get(request.POST.get("action", ""))
    chosen = _chosen(request)
    if act and chosen:
        return act(request, chosen)
    if request.method == "POST":
        messages.warning(request, _("Please tick at least one person."))
    query = request.GET.get("q", "").strip()[:60]
    found = find_learners(people_in_care_of(request.user), query)
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    context = {"people": page, "query": query}
    return render(request, "accounts/cards/index.html", context)


@never_cache
@role_required(Role.ADMINISTRATOR)
@require_http_methods(ASK_OR_TAKE)
def erase(request: PersonRequest, pk: int) -> HttpResponse:
    """Delete a learner's account because she asked for it."""
    person = get_object_or_404(people_in_care_of(request.user), pk=pk)
    if request.method != "POST":
        return render(request, "accounts/cards/erase.html", {"person": person})
    erase_person(person=person)
    messages.success(request, _("The account was deleted. The counts stay."))
    return redirect("accounts_cards:index")


def _chosen(request: PersonRequest) -> list[User]:
    """The ticked people, as far as they are in this person's care."""
    ids = [value for value in request.POST.getlist("person") if value.isdecimal()]
    return list(people_in_care_of(request.user).filter(pk__in=ids[:PEOPLE_A_PAGE]))


def _print(request: PersonRequest, people: list[User]) -> HttpResponse:
    """Ten cards a sheet of A4."""
    address = public_address(request)
    context = {
        "cards": cards_for(people, base_url=address),
        "leads_nowhere": is_loopback(address),
        "address": address,
    }
    return render(request, "accounts/cards/sheet.html", context)


def _issue(request: PersonRequest, people: list[User]) -> HttpResponse:
    """New cards with their PINs; a card somebody had is revoked."""
    with transaction.atomic():
        issued = [
            issue_card(learner=person, issued_by=request.user) for person in people
        ]
    return _show_pins(request, issued)


def _reset(request: PersonRequest, people: list[User]) -> HttpResponse:
    """New PINs for the cards these people have."""
    with transaction.atomic():
        opened = [
            (card, reset_pin(card=card, reset_by=request.user))
            for person in people
            for card in person.learning_cards.usable().select_related("learner")
        ]
    return _show_pins(request, opened)


def _revoke(request: PersonRequest, people: list[User]) -> HttpResponse:
    """Lost cards open nothing any more."""
    for person in people:
        for card in person.learning_cards.usable().select_related("learner"):
            revoke_card(card=card, revoked_by=request.user)
    count = len(people)
    done = ngettext("%d person has no card now.", "%d people have no card now.", count)
    messages.success(request, done % count)
    return redirect("accounts_cards:index")


def _show_pins(
    request: PersonRequest, issued: list[tuple[LearningCard, str]]
) -> HttpResponse:
    """The one time these PINs can be read: strips to tear off. Nothing keeps them."""
    return render(request, "accounts/cards/pins.html", {"issued": issued})


ACTIONS: dict[str, Callable[[PersonRequest, list[User]], HttpResponse]] = {
    "print": _print,
    "issue": _issue,
    "reset": _reset,
    "revoke": _revoke,
}
