"""What happens to every request, whoever makes it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from core import context, drafts
from core.errors import Refused, refusal, shut_out, wrong_method
from core.kept import is_filled_in, is_of_another

Handler = Callable[[HttpRequest], HttpResponse]

HEADERS = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def request_id(get_response: Handler) -> Handler:
    """One new id for each request; an id sent by the client is not believed."""

    def middleware(request: HttpRequest) -> HttpResponse:
        value = context.new_request_id()
        response = get_response(request)
        response["X-Request-Id"] = value
        return response

    return middleware


def headers(get_response: Handler) -> Handler:
    """Security headers that Django has no setting for; pages are never kept by a cache."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.setdefault(name, value)
        if not request.path.startswith("/static/"):
            response.setdefault("Cache-Control", "no-store")
        return response

    return middleware


def methods(get_response: Handler) -> Handler:
    """HEAD is answered wherever GET is, by the same view; the server leaves the body out. 405 is a page with words."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        response = get_response(request)
        request.method = asked
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED and not response.content:
            page = wrong_method(request)
            page["Allow"] = response["Allow"]
            return page
        return response

    return middleware


class refusals:  # noqa: N801  # Django needs a class to catch exceptions, and it is used like the functions above
    """Turns `Refused` into a page with its sentence. What was typed stays on it, and on the pages of 403 and 404."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Everything but these three goes on to Django.

        What somebody typed is kept where the page takes nothing more: a form that its door let in is theirs.
        """
        if isinstance(error, Refused):
            return drafts.autosaved(request) if drafts.is_autosave(request) else _refused(request, str(error))
        if isinstance(error, (PermissionDenied, Http404)) and is_filled_in(request):
            is_closed_to_them = isinstance(error, PermissionDenied)
            return shut_out(request, HTTPStatus.FORBIDDEN if is_closed_to_them else HTTPStatus.NOT_FOUND)
        return None


def _refused(request: HttpRequest, sentence: str) -> HttpResponse:
    """The page of a refusal: with what was sent, or with what its reader began there before the page was closed."""
    if drafts.carries_draft(request) and not is_of_another(request):
        return refusal(request, sentence, is_kept=drafts.keep(request) is not None)
    begun = None if request.method == "POST" else drafts.find(request)
    return refusal(request, sentence, begun=begun.fields if begun else None, is_kept=begun is not None)
