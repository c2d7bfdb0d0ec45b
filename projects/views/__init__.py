"""Pages of projects, people, milestones and history."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from core.forms import CleanForm

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def form_page(request: HttpRequest, template: str, form: CleanForm, **context: object) -> HttpResponse:
    """A page with a form: 200 when it is asked for, 422 when what was sent needs another look."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent, even if it is empty; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None
