"""Public files out of the storage, in parts where a player asks for parts."""

from __future__ import annotations

import hashlib
import mimetypes
import posixpath

from django.core.exceptions import SuspiciousOperation
from django.core.files import File
from django.core.files.storage import default_storage
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
)
from django.views.decorators.http import require_safe

from media.byte_ranges import CannotSatisfyError, wanted_range

FOREVER = "public, max-age=31536000, immutable"
A_WEEK = "public, max-age=604800"
PUBLIC = {"narrations/": FOREVER, "images/": A_WEEK, "original_images/": A_WEEK}
HARMLESS = "sandbox; default-src 'none'; style-src 'unsafe-inline'"


@require_safe
def media_file(request: HttpRequest, name: str) -> HttpResponse:
    """A public file of the storage, whole or in part. Everything else is private: 404."""
    caching = next((PUBLIC[start] for start in PUBLIC if name.startswith(start)), None)
    if caching is None or posixpath.normpath(name) != name or "\\" in name:
        raise Http404
    try:
        with default_storage.open(name) as file:
            response = _file_response(request, file, name)
    except (OSError, SuspiciousOperation, ValueError) as missing:
        raise Http404 from missing
    response["Cache-Control"] = caching
    response["Accept-Ranges"] = "bytes"
    response["Content-Security-Policy"] = HARMLESS
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _file_response(request: HttpRequest, file: File[bytes], name: str) -> HttpResponse:
    """200, 206, 304 or 416, with its validator."""
    size = file.size
    etag = f'"{hashlib.sha256(f"{name} {size}".encode()).hexdigest()[:20]}"'
    if etag in request.headers.get("If-None-Match", ""):
        return HttpResponseNotModified(headers={"ETag": etag})
    # An If-Range that is not our validator means: the file changed, send all of it.
    is_same = request.headers.get("If-Range", etag) == etag
    try:
        part = wanted_range(request.headers.get("Range", "") if is_same else "", size)
    except CannotSatisfyError:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = part or (0, size - 1)
    file.seek(first)
    content = b"" if request.method == "HEAD" else file.read(last - first + 1)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = HttpResponse(content, content_type=kind)
    response["Content-Length"] = str(last - first + 1)
    response["ETag"] = etag
    if part:
        response.status_code = 206
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return response
