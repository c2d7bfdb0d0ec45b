"""Pages of the installation itself."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from accounts.access import public


@public
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """`ok` when this process answers and reaches the database."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
