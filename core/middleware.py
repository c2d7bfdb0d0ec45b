"""What happens to every request, whoever makes it."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from core import context, drafts
from core.errors import Refused, refusal, wrong_method

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
    """Turns `Refused` into a page with its sentence."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Only `Refused` is answered here; everything else goes on to Django.

        What somebody typed is kept where the page takes nothing more: a form that its door let in is theirs.
        """
        if not isinstance(error, Refused):
            return None
        if drafts.is_autosave(request):
            return drafts.autosaved(request)
        if drafts.carries_draft(request):
            drafts.keep(request)
        return refusal(request, str(error))
