"""The ways in with a card: choose, type the number, type the PIN; and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.enums import Refusal
from accounts.forms.entry import CardForm, PinForm
from accounts.middleware import WHO_COOKIE
from accounts.rules import CARD_DIGITS, PIN_DIGITS, grouped
from accounts.selectors import cards_known_to_phone, has_answered_consent
from accounts.services import (
    forget,
    look_at_card,
    remember,
    remembered_numbers,
    sign_in_with_card,
)
from accounts.views.ways import home, safe_next, with_next

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest

    from accounts.http import MarkedRequest

ASK_OR_TAKE = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def enter(request: HttpRequest) -> HttpResponse:
    """Choose how to come in; on a shared phone, who one is."""
    context = {
        "cards": cards_known_to_phone(remembered_numbers(request)),
        "next": safe_next(request),
    }
    return render(request, "accounts/enter.html", context)


@never_cache
@require_http_methods(ASK_OR_TAKE)
def card(request: HttpRequest) -> HttpResponse:
    """Type the number of the card."""
    if request.method != "POST":
        return _ask_number(request)
    form = CardForm(request.POST)
    if not form.is_valid():
        return _ask_number(request, error=_first_error(form))
    number = form.cleaned_data["number"]
    refusal = look_at_card(request=request, number=number)
    if refusal:
        return _ask_number(request, error=str(refusal.label), status=_status(refusal))
    address = reverse("accounts:pin", args=[number])
    return redirect(with_next(address, safe_next(request)))


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(ASK_OR_TAKE)
def pin(request: MarkedRequest, number: str) -> HttpResponse:
    """Type the PIN of a card. Its QR code leads here."""
    refusal = look_at_card(request=request, number=number)
    if refusal:
        return _ask_number(request, error=str(refusal.label), status=_status(refusal))
    if request.method != "POST":
        return _ask_pin(request, number)
    form = PinForm(request.POST)
    if not form.is_valid():
        return _ask_pin(request, number, error=_first_error(form))
    refusal = sign_in_with_card(
        request=request, number=number, pin=form.cleaned_data["pin"]
    )
    if refusal:
        status = _status(refusal)
        return _ask_pin(request, number, error=str(refusal.label), status=status)
    response = redirect(_onward(request, request.user))
    if form.cleaned_data["remember"]:
        remember(request=request, response=response, number=number)
    return response


@never_cache
@require_http_methods(ASK_OR_TAKE)
def leave(request: HttpRequest) -> HttpResponse:
    """ "Not you?": one tap and the next person chooses who she is."""
    if request.method != "POST":
        return render(request, "accounts/leave.html")
    logout(request)
    return redirect("accounts:enter")


@require_POST
def forget_card(request: HttpRequest, number: str) -> HttpResponse:
    """Have this phone forget a card it was told to remember."""
    response = redirect("accounts:enter")
    forget(request=request, response=response, number=number)
    return response


@never_cache
@require_safe
def me(request: MarkedRequest) -> JsonResponse:
    """Who is signed in, for scripts of pages that are the same for everybody.

    `token` is Django's CSRF token, without which "not you?" could not be sent from such a
    page. A cookie `who` that a session no longer backs is put right on the way.
    """
    facts = {"who": "", "name": ""}
    if request.user.is_authenticated:
        facts = {
            "who": str(request.user.public_id),
            "name": str(request.user),
            "token": get_token(request),
        }
    if request.COOKIES.get(WHO_COOKIE, "") != facts["who"]:
        request.who_is_here = facts["who"]
    return JsonResponse(facts)


def _ask_number(
    request: HttpRequest, *, error: str = "", status: int = 200
) -> HttpResponse:
    """The keypad for the number, with what was typed and what is wrong with it."""
    context = {
        "error": error,
        "typed": request.POST.get("number", ""),
        "length": CARD_DIGITS + 1,  # room for the gap in the middle
        "next": safe_next(request),
    }
    return render(request, "accounts/card.html", context, status=status)


def _ask_pin(
    request: HttpRequest, number: str, *, error: str = "", status: int = 200
) -> HttpResponse:
    """The keypad for the PIN. The name shows only on a phone that knows the card."""
    known = number in remembered_numbers(request)
    context = {
        "card": next(iter(cards_known_to_phone([number] if known else [])), None),
        "number": number,
        "grouped": grouped(number),
        "error": error,
        "length": PIN_DIGITS,
        "next": safe_next(request),
    }
    return render(request, "accounts/pin.html", context, status=status)


def _onward(request: HttpRequest, learner: Any) -> str:
    """Where a learner goes after signing in: once past the words about her data."""
    wanted = safe_next(request, home())
    if has_answered_consent(learner):
        return wanted
    return with_next(reverse("accounts:consent"), wanted)


def _first_error(form: Form) -> str:
    """The first sentence of what is wrong; one is enough on one screen."""
    return str(next(iter(form.errors.values()))[0])


def _status(refusal: Refusal) -> int:
    """429 where waiting helps, 200 like any form where typing again does."""
    return 429 if refusal in (Refusal.LOCKED, Refusal.CROWDED) else 200
