"""What is kept about me, putting it right, taking consent back, having it all deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.forms.entry import AboutMeForm, ConsentForm
from accounts.models import ConsentText
from accounts.registry import holdings_of
from accounts.selectors import current_consent_text
from accounts.services import (
    erase_person,
    forget,
    give_consent,
    remembered_numbers,
    withdraw_consent,
)
from accounts.views.ways import home, safe_next

if TYPE_CHECKING:
    from accounts.http import PersonRequest

ASK_OR_TAKE = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def privacy(request: PersonRequest) -> HttpResponse:
    """What the programme keeps, and for whoever is signed in every bit of it."""
    context: dict[str, Any] = {"text": current_consent_text(get_language())}
    if request.user.is_authenticated:
        consents = request.user.consents.select_related("text")
        context |= {
            "consents": consents,
            "has_consent": any(one.withdrawn_at is None for one in consents),
            "cards": request.user.learning_cards.order_by("-issued_at"),
            "holdings": holdings_of(request.user),
        }
    return render(request, "accounts/privacy/overview.html", context)


@never_cache
@login_required
@require_http_methods(ASK_OR_TAKE)
def about_me(request: PersonRequest) -> HttpResponse:
    """Put right what I said about myself."""
    form = AboutMeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        form.save()
        return redirect("accounts:privacy")
    return render(request, "accounts/privacy/about_me.html", {"form": form})


@never_cache
@login_required
@require_http_methods(ASK_OR_TAKE)
def consent(request: PersonRequest) -> HttpResponse:
    """Read or hear what is kept, and agree; or go on without for now."""
    text = current_consent_text(get_language())
    if text is None:
        return redirect(safe_next(request, home()))
    if request.method != "POST":
        context = {"text": text, "next": safe_next(request, home())}
        return render(request, "accounts/privacy/consent.html", context)
    form = ConsentForm(request.POST)
    agreed = (
        form.is_valid()
        and ConsentText.objects.filter(pk=form.cleaned_data["text"]).first()
    )
    if agreed:
        heard = form.cleaned_data["heard"]
        give_consent(person=request.user, text=agreed, heard=heard)
    return redirect(safe_next(request, home()))


@login_required
@require_POST
def withdraw(request: PersonRequest) -> HttpResponse:
    """Take consent back; as easy as giving it was."""
    withdraw_consent(person=request.user)
    return redirect("accounts:privacy")


@never_cache
@login_required
@require_http_methods(ASK_OR_TAKE)
def delete(request: PersonRequest) -> HttpResponse:
    """Have my account deleted, after being asked once."""
    if not request.user.is_learner:
        raise PermissionDenied  # staff accounts are closed by an administrator
    if request.method != "POST":
        return render(request, "accounts/privacy/delete.html")
    numbers = set(request.user.learning_cards.values_list("number", flat=True))
    erase_person(person=request.user)
    logout(request)
    response = render(request, "accounts/privacy/deleted.html")
    for number in numbers & set(remembered_numbers(request)):
        forget(request=request, response=response, number=number)
    return response
