"""Own registration: one question on one screen, everything but the name may be skipped.

What was said waits in the session until the last screen; only then is anything stored.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.forms.entry import (
    AudienceForm,
    ConsentForm,
    DecadeForm,
    NameForm,
    NewPinForm,
    PlaceForm,
    StepForm,
)
from accounts.models import ConsentText, Region
from accounts.rules import PIN_DIGITS
from accounts.selectors import cards_for, current_consent_text, find_regions
from accounts.services import (
    Newcomer,
    register_learner,
    sign_in_newcomer,
)
from accounts.views.ways import public_address

if TYPE_CHECKING:
    from django.http import HttpRequest

    from accounts.http import PersonRequest

DRAFT = "newcomer"
STEPS: dict[str, type[StepForm]] = {
    "name": NameForm,
    "place": PlaceForm,
    "decade": DecadeForm,
    "audience": AudienceForm,
    "consent": ConsentForm,
    "pin": NewPinForm,
}
SLUGS = list(STEPS)
PLACES_A_PAGE = 6


@never_cache
@sensitive_post_parameters("pin")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str = "name") -> HttpResponse:
    """Ask one question, take its answer or its being skipped, go on to the next."""
    form_class = STEPS.get(slug)
    if form_class is None:
        raise Http404
    draft = request.session.get(DRAFT, {})
    if not _may_be_here(slug, draft):
        return redirect("accounts:register")
    if request.method != "POST":
        return _ask(request, slug, form_class(initial=draft))
    if "skip" in request.POST and form_class.may_skip:
        return redirect("accounts:register_step", _after(slug))
    form = form_class(request.POST)
    if not form.is_valid():
        return _ask(request, slug, form)
    if slug == SLUGS[-1]:
        return _finish(request, draft, form.cleaned_data["pin"])
    request.session[DRAFT] = {**draft, **form.answer}
    return redirect("accounts:register_step", _after(slug))


@never_cache
@require_POST
def decline(request: HttpRequest) -> HttpResponse:
    """Not to agree is fine: nothing is kept, and everything can be learned."""
    request.session.pop(DRAFT, None)
    return render(request, "accounts/register/declined.html")


@never_cache
@login_required
@require_safe
def my_card(request: PersonRequest) -> HttpResponse:
    """The number of one's own card, large, to write down or to print."""
    cards = cards_for([request.user], base_url=public_address(request))
    context = {"card": next(iter(cards), None)}
    return render(request, "accounts/my_card.html", context)


def _ask(request: HttpRequest, slug: str, form: StepForm) -> HttpResponse:
    """One screen of the registration."""
    context: dict[str, Any] = {
        "form": form,
        "slug": slug,
        "before": SLUGS[SLUGS.index(slug) - 1] if slug != SLUGS[0] else "",
        "current": SLUGS.index(slug) + 1,
        "total": len(SLUGS),
        "pin_digits": PIN_DIGITS,
    }
    if slug == "place":
        context |= _places(request)
    if slug == "consent":
        context["text"] = current_consent_text(get_language())
    return render(request, form.template, context)


def _places(request: HttpRequest) -> dict[str, Any]:
    """The places that were searched for, a few at a time."""
    query = request.GET.get("q", "").strip()[:60]
    places = Paginator(find_regions(query), PLACES_A_PAGE).get_page(
        request.GET.get("page")
    )
    more = ""
    if places.has_next():
        more = urlencode({"q": query, "page": places.next_page_number()})
    return {"query": query, "places": places, "more": more}


def _may_be_here(slug: str, draft: dict[str, Any]) -> bool:
    """Whether everything that must be said before this screen was said."""
    has_name = slug == "name" or "display_name" in draft
    return has_name and (slug != "pin" or "text" in draft)


def _after(slug: str) -> str:
    return SLUGS[SLUGS.index(slug) + 1]


def _finish(request: HttpRequest, draft: dict[str, Any], pin: str) -> HttpResponse:
    """Store the learner with consent and card, and have her in."""
    text = ConsentText.objects.filter(pk=draft["text"]).first()
    if text is None:
        return redirect("accounts:register_step", "consent")
    newcomer = Newcomer(
        display_name=draft["display_name"],
        region=Region.objects.filter(code=draft.get("region", "")).first(),
        birth_decade=draft.get("birth_decade"),
        audience=draft.get("audience", ""),
    )
    learner, _card = register_learner(
        newcomer=newcomer, text=text, heard=draft["heard"], pin=pin
    )
    del request.session[DRAFT]
    sign_in_newcomer(request=request, learner=learner)
    return redirect("accounts:my_card")
