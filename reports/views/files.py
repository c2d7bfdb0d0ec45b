"""What the pages of a file share: giving it out, and the answer to whoever asks too often."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any, BinaryIO, cast

from django.http import FileResponse, HttpRequest, HttpResponse

from core.editing import TooMany
from core.errors import refusal
from reports.kinds.table import KINDS
from reports.models import Export

HOUR = "3600"
View = Callable[..., HttpResponse]


def limited(view: View) -> View:
    """Who asks for too many files gets 429 with a sentence, and may ask again in an hour. Stands below the door."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except TooMany as too_many:
            response = refusal(request, str(too_many), status=HTTPStatus.TOO_MANY_REQUESTS)
            response["Retry-After"] = HOUR
            return response

    return guarded


def attachment(export: Export, file: BinaryIO) -> HttpResponse:
    """The file as something to keep, that no browser opens."""
    kind = KINDS[export.kind].content_type
    response = FileResponse(file, as_attachment=True, filename=export.file_name, content_type=kind)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return cast(HttpResponse, response)  # it streams, which the door's type does not say
