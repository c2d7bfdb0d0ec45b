"""What goes wrong, in words a person can use, and the pages that say so."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Refused(Exception):
    """The state does not allow this. The message is a sentence for the person who asked."""


def refusal(request: HttpRequest, sentence: str, status: int = HTTPStatus.CONFLICT) -> HttpResponse:
    """A page that says why something was refused and leads back."""
    return render(request, "refused.html", {"sentence": sentence}, status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page for a form whose token was missing or foreign; what was typed is shown so that it can be copied."""
    typed = [value for key, value in request.POST.items() if len(value) > 40 and key != "csrfmiddlewaretoken"]
    return render(request, "403_csrf.html", {"typed": typed}, status=HTTPStatus.FORBIDDEN)
