"""Forms on pages that are the same for everybody cannot carry a CSRF token.

Their posts are accepted when the browser itself says they come from this site: either
`Sec-Fetch-Site` (a header no page can forge), or, from older browsers, `Origin` or `Referer`.
Together with `SameSite=Lax` cookies this is what OWASP's cross-site request forgery sheet
calls a standard-headers check.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.core.exceptions import DisallowedHost, PermissionDenied
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    View = Callable[..., HttpResponse]

OWN_FETCH_SITES = {"same-origin", "none"}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def is_same_origin(request: HttpRequest) -> bool:
    """Whether the browser says that the request comes from a page of this site.

    A request that says nothing at all is refused: every browser sends one of the three
    headers with a post. A host that is not ours is refused too.
    """
    fetch_site = request.headers.get("Sec-Fetch-Site")
    if fetch_site is not None:
        return fetch_site in OWN_FETCH_SITES
    stated = request.headers.get("Origin") or request.headers.get("Referer") or ""
    try:
        return bool(stated) and urlsplit(stated).netloc == request.get_host()
    except (DisallowedHost, ValueError):
        return False


def same_origin_required(view: View) -> View:
    """Refuse a changing request from another site with 403; needs no CSRF token.

    Usable on views of one form per page that is cached for everybody.
    """

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in SAFE_METHODS and not is_same_origin(request):
            raise PermissionDenied(_("This did not come from a page of this site."))
        return view(request, *args, **kwargs)

    return csrf_exempt(checked)
