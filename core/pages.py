"""What every page with a form or a long list does the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from http import HTTPStatus
from typing import Any

from django.core.paginator import Page, Paginator
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from core import csv

PAGE_SIZE = 50

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent, even if it is empty; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, template: str, form: BaseForm, **context: object) -> HttpResponse:
    """A page with a form: 200 when it is asked for, 422 when what was sent needs another look."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The page that `?page=` asks for; a number that makes no sense gives the nearest page that does."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def csv_file(name: str, rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """A list as a file, row by row: the first row is the head. `name` says what it lists, never whose it is."""
    answer = StreamingHttpResponse(csv.encode(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    return answer
