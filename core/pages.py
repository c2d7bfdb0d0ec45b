"""What every page with a form or a long list does the same way.

How a view with a form is written, or turned from what it was:

1. Bind the form: `form = AgreementForm(sent(request), initial=...)`. Where others may change the same thing, it is a
   `core.forms.VersionForm` with `initial={"version": row.version}`, or a `SeenForm` with the mark of a row without one.
2. `act()` calls the one action with `form.cleaned_data`. It catches nothing: `Refused` and `Stale` are for `submit`.
3. `stored()`, only for such a form, reads the row again and answers `Stored`: the hidden fields as they are now, and
   the rows to show. `form.rows_in_words(initial_of(row))` makes them of what the form would show first.
4. `return submit(request, form, act, template=..., done=..., back=..., stored=stored, context={...})`.
5. The template says `{% include "components/form.html" with button=... cancel=... %}` and nothing of drafts, tokens or
   conflicts.

What a page checks before it binds the form stays above `submit`; the door stays where it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NotRequired, TypedDict, Unpack

from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from core import csv, drafts
from core.differences import Piece, word_diff
from core.drafts import Begun
from core.editing import SentAlready, Stale
from core.errors import Refused
from core.forms import CleanForm, CreateForm
from core.htmx import see
from core.kept import is_of_another, writer_token
from core.paging import BoundedPaginator

PAGE_SIZE = 50

get_or_post = require_http_methods(["GET", "HEAD", "POST"])


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form sent, even if it is empty; None where the form is only asked for."""
    return request.POST if request.method == "POST" else None


def form_page(request: HttpRequest, template: str, form: BaseForm, **context: object) -> HttpResponse:
    """A page with a form: 200 when it is asked for, 422 when what was sent needs another look."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, template, {"form": form, **context}, status=status)


@dataclass(frozen=True)
class Stored:
    """What is stored now, where somebody was faster.

    `seen`: the hidden fields, so that pressing the button again is about this. `rows`: label, text, and the name of the
    field in which the reader typed theirs, or None where there is no such field.
    """

    seen: Mapping[str, object]
    rows: Sequence[tuple[str, str, str | None]]


class Flow(TypedDict):
    """How a page with a form looks, what it says when it is done, and where it leads."""

    template: str
    # A sentence, or what makes it of the answer of `act`; the same for the address. Without a sentence none is said.
    done: str | Promise | Callable[[Any], str]
    back: str | Callable[[Any], str]
    # Where others may change the same thing: reads again what is stored.
    stored: NotRequired[Callable[[], Stored] | None]
    # What the template needs beside the form.
    context: NotRequired[Mapping[str, object]]


def submit(request: HttpRequest, form: CleanForm, act: Callable[[], object], **flow: Unpack[Flow]) -> HttpResponse:
    """The whole life of a page with a form: shown, autosaved, given back, checked, done; nothing typed is ever lost.

    `act` is called when the form is right. Somebody was faster (`Stale`): 409 with both texts and their differences,
    and the button decides. `Refused`, or something missing: 422 and a sentence. Else thanks, and 303 to `back`.
    """
    if request.method != "POST":
        return _shown(request, form, flow, drafts.given_back(request, form))
    if drafts.is_autosave(request):
        return drafts.autosaved(request)
    if drafts.is_thrown_away(request):
        drafts.remove(request)
        return see(request, request.get_full_path())
    return _pressed(request, form, act, flow)


def _pressed(request: HttpRequest, form: CleanForm, act: Callable[[], object], flow: Flow) -> HttpResponse:
    """The button was pressed."""
    if is_of_another(request):
        form.refuse(Refused(_("Somebody else opened this page before you signed in. Copy the text if it is yours.")))
    if form.is_valid():
        try:
            answer = act()
        except Stale as stale:
            return _overtaken(request, form, flow, stale)
        except Refused as refused:
            form.refuse(refused)
        else:
            return _thanked(request, flow, answer)
    return _shown(request, form, flow, drafts.kept_back(request, form), HTTPStatus.UNPROCESSABLE_ENTITY)


def shown_again(request: HttpRequest, form: CleanForm, template: str, context: Mapping[str, object]) -> HttpResponse:
    """The page once more where a button only rearranged its form: nothing is checked or done, the script keeps it."""
    flow: Flow = {"template": template, "done": "", "back": "", "context": context}
    return _shown(request, form, flow, drafts.not_kept_yet(request, form))


def _shown(
    request: HttpRequest, form: CleanForm, flow: Flow, begun: Begun | None, status: int = HTTPStatus.OK, **more: object
) -> HttpResponse:
    """The page with its form."""
    context: dict[str, object] = {"form": form, "form_draft": begun, **flow.get("context", {}), **more}
    if request.user.is_authenticated:
        context["writer_token"] = writer_token(request.user.pk)
    return render(request, flow["template"], context, status=status)


def _thanked(request: HttpRequest, flow: Flow, answer: object) -> HttpResponse:
    """It is done: nothing is left to be given back."""
    drafts.remove(request)
    done, back = flow["done"], flow["back"]
    if sentence := done(answer) if callable(done) else str(done):
        messages.success(request, sentence)
    return see(request, back(answer) if callable(back) else back)


@dataclass(frozen=True)
class Compared:
    """A part of what is stored now, and how what was typed differs from it."""

    label: str
    text: str
    pieces: Sequence[Piece] = ()


@dataclass(frozen=True)
class Overtaken:
    """What `components/stored.html` shows: the sentence of `Stale`, and what is stored now."""

    sentence: str
    rows: Sequence[Compared]


def _overtaken(request: HttpRequest, form: CleanForm, flow: Flow, stale: Stale) -> HttpResponse:
    """What is stored now above what was typed; pressing the button again decides."""
    begun = drafts.kept_back(request, form)
    if isinstance(stale, SentAlready) and isinstance(form, CreateForm):
        form.another()
    stored = flow.get("stored")
    if stored is None:
        form.refuse(stale)
        return _shown(request, form, flow, begun, HTTPStatus.CONFLICT)
    now = stored()
    form.read_again(**now.seen)
    rows = [_compared(form, label, text, name) for label, text, name in now.rows]
    overtaken = Overtaken(str(stale), [row for row in rows if row.text or row.pieces])
    return _shown(request, form, flow, begun, HTTPStatus.CONFLICT, stored=overtaken)


def _compared(form: CleanForm, label: str, text: str, name: str | None) -> Compared:
    typed = form.typed_in_words(name) if name else text
    return Compared(label, text, word_diff(text, typed) if typed != text else ())


def page_of(request: HttpRequest, rows: Any, size: int = PAGE_SIZE) -> Page[Any]:
    """The page that `?page=` asks for; a number that makes no sense gives the nearest page that does."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def open_page_of(request: HttpRequest, rows: QuerySet[Any], size: int = PAGE_SIZE) -> Page[Any]:
    """As `page_of`, of rows that may be a million."""
    return BoundedPaginator(rows, size).get_page(request.GET.get("page"))


def csv_file(name: str, rows: Iterable[Sequence[str]]) -> StreamingHttpResponse:
    """A list as a file, row by row: the first row is the head. `name` says what it lists, never whose it is."""
    answer = StreamingHttpResponse(csv.encode(rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{timezone.localdate():%Y-%m-%d}.csv"'
    return answer
