"""The only place that knows htmx's headers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django_htmx.http import HttpResponseClientRedirect


def wants_partial(request: HttpRequest) -> bool:
    """Did htmx ask, for a part of a page?"""
    return bool(getattr(request, "htmx", False)) and not request.htmx.boosted  # type: ignore[attr-defined]


def page_or_partial(
    request: HttpRequest, template: str, partial: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    """The whole page, or its named partial where htmx asked."""
    name = f"{template}#{partial}" if wants_partial(request) else template
    return render(request, name, context, status=status)


def see(request: HttpRequest, url: str) -> HttpResponse:
    """Go to a page after a write: 303, or htmx's own redirect."""
    if wants_partial(request):
        return HttpResponseClientRedirect(url)
    return HttpResponse(status=303, headers={"Location": url})
