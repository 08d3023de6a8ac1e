"""Certificates: the learner's own paper, and the public page that confirms it."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.forms import CertificateNumberForm
from courses.models import Certificate
from courses.selectors.certificates import (
    confirmation,
    grouped_code,
    tidy_code,
    visible_certificates,
)
from courses.services.certificate_files import FORMS, certificate_file

KEPT_SECONDS = 60 * 60 * 24


@require_safe
@never_cache
def confirm(request: HttpRequest, code: str) -> HttpResponse:
    """Say to anybody whether a certificate is real, and nothing else personal."""
    found = confirmation(code)
    status = 404 if found is None else 200
    context = {"certificate": found, "form": CertificateNumberForm()}
    return render(request, "courses/certificate_confirm.html", context, status=status)


@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    """Where a number read off the paper is typed in."""
    form = CertificateNumberForm(request.GET or None)
    if form.is_valid():
        return redirect("courses:certificate", code=form.cleaned_data["code"])
    return render(request, "courses/certificate_look_up.html", {"form": form})


@require_safe
@never_cache
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """The certificate itself, for the learner and those who look after the learner."""
    certificate = _visible_or_404(request, code)
    context = {
        "certificate": certificate,
        "code": grouped_code(certificate.code),
        "is_own": certificate.enrolment.learner_id == request.user.pk,
    }
    return render(request, "courses/certificate.html", context)


@require_safe
def file(request: HttpRequest, code: str, form: str) -> FileResponse:
    """The drawn certificate: a small picture, a large one, or a page to print."""
    if form not in FORMS:
        raise Http404
    certificate = _visible_or_404(request, code)
    path, content_type = certificate_file(certificate=certificate, form=form)
    ending = FORMS[form][1]
    response = FileResponse(
        path.open("rb"),
        as_attachment=form != "preview",
        filename=f"{certificate.code}.{ending}",
        content_type=content_type,
    )
    patch_cache_control(response, private=True, max_age=KEPT_SECONDS)
    return response


def _visible_or_404(request: HttpRequest, code: str) -> Certificate:
    """Strangers learn nothing: neither that it exists nor that it does not."""
    rows = visible_certificates(request.user).filter(revoked_at=None)
    return get_object_or_404(
        rows.select_related("enrolment__learner"), code=tidy_code(code)
    )
