"""Forms that somebody has begun: kept on the server for them alone, until they send them or throw them away.

`core.pages.submit` does all this for every page with a text box. The rows are in an app above, which says so by
`declare_store`. An autosave is a POST of the form to its own address with the field `autosave`, which only the script
sends: the same door, the same rights, and nothing is validated or done.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, Protocol

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.utils import timezone

from core import kept
from core.editing import Conflict
from core.errors import Refused
from core.kept import Fields


class Draft(Protocol):
    """A form that was begun at an address: its fields, since when, when it was saved, and how often."""

    fields: Fields
    created_at: datetime
    saved_at: datetime
    version: int


class Find(Protocol):
    """What somebody began at an address."""

    def __call__(self, address: str, *, of: Any) -> Draft | None: ...


class Keep(Protocol):
    """Keeps it. `seen` is the version that a page knew, 0 for none; None keeps it whatever is stored.

    Raises Conflict where another tab or device was faster, Refused where the form is too large.
    """

    def __call__(self, address: str, *, fields: Fields, seen: int | None, by: Any) -> Draft: ...


class Remove(Protocol):
    """Forgets what somebody began at an address."""

    def __call__(self, address: str, *, by: Any) -> None: ...


@dataclass(frozen=True)
class DraftStore:
    """Where drafts are kept: three functions of the app that holds the people."""

    find: Find
    keep: Keep
    remove: Remove


STORES: list[DraftStore] = []


def declare_store(store: DraftStore) -> None:
    """Say where drafts are kept; once, when the application starts."""
    assert not STORES, "Drafts are kept in one place."
    STORES.append(store)


@dataclass(frozen=True)
class Begun:
    """What a page says of its draft. `version` is 0 without one; `since` and `is_kept` are set where it is laid out.

    `is_unsaved`: the page shows more than the server keeps, so that the script saves it at once.
    """

    version: int = 0
    since: datetime | None = None
    is_kept: bool = False
    is_unsaved: bool = False


def is_worth_keeping(form: forms.BaseForm) -> bool:
    """Is there something to write in this form, or very much to fill in? Only such a form is kept meanwhile."""
    has_text_box = any(isinstance(field.widget, forms.Textarea) for field in form.fields.values())
    return has_text_box or getattr(form, "is_long", False)


def is_autosave(request: HttpRequest) -> bool:
    """Did the script send this, to be kept and not to be acted on?"""
    return request.method == "POST" and "autosave" in request.POST


def is_thrown_away(request: HttpRequest) -> bool:
    """Was the button pressed that throws a draft away?"""
    return request.method == "POST" and request.POST.get("draft") == "away"


def carries_draft(request: HttpRequest) -> bool:
    """Was this posted from a page that keeps what is typed?"""
    return request.method == "POST" and "draft_version" in request.POST


def find(request: HttpRequest) -> Draft | None:
    """What the reader began on this page."""
    return STORES[0].find(request.path, of=request.user) if request.user.is_authenticated else None


def keep(request: HttpRequest) -> Draft | None:
    """Keep what was sent whatever is kept already; None where it is too large or there is nobody to keep it for."""
    if not request.user.is_authenticated:
        return None
    try:
        return STORES[0].keep(request.path, fields=kept.fields_of(request.POST), seen=None, by=request.user)
    except Refused:
        return None


def remove(request: HttpRequest) -> None:
    """It is sent, or thrown away."""
    kept.forget(request, request.path)
    if request.user.is_authenticated:
        STORES[0].remove(request.path, by=request.user)


def autosaved(request: HttpRequest) -> HttpResponse:
    """Keep it, and tell the script when, or why not. Answers as `docs/look.md` says."""
    if not request.user.is_authenticated or kept.is_of_another(request):
        return JsonResponse({}, status=HTTPStatus.FORBIDDEN)
    said = request.POST.get("draft_version", "")
    seen = int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
    try:
        draft = STORES[0].keep(request.path, fields=kept.fields_of(request.POST), seen=seen, by=request.user)
    except Conflict as conflict:
        return JsonResponse({"version": conflict.version, "text": conflict.text}, status=HTTPStatus.CONFLICT)
    except Refused as refused:
        return JsonResponse({"error": str(refused)}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    kept.forget(request, request.path)
    return JsonResponse({"version": draft.version, "saved_at": f"{timezone.localtime(draft.saved_at):%H:%M}"})


def typed(request: HttpRequest) -> QueryDict | None:
    """What the reader typed here and has not sent, the newest first; for forms whose very fields depend on it."""
    fields = kept.kept_form(request, request.user.pk)
    draft = None if fields else find(request)
    found = fields or (draft.fields if draft else None)
    return None if found is None else query_of(found)


def query_of(fields: Mapping[str, list[str]]) -> QueryDict:
    """The fields as a form sends them."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def lay_over(form: forms.BaseForm, fields: Fields) -> None:
    """Show these values first. What a draft does not hold was empty, as a tick that was taken out again."""
    data = query_of(fields)
    widgets = {
        name: field.widget for name, field in form.fields.items() if not isinstance(field.widget, forms.FileInput)
    }
    shown = {name: widget.value_from_datadict(data, {}, form.add_prefix(name)) for name, widget in widgets.items()}
    form.initial = {**form.initial, **shown}


def given_back(request: HttpRequest, form: forms.BaseForm) -> Begun | None:
    """Lay what the reader typed here before over the form; None where nothing is kept and nothing was."""
    if not request.user.is_authenticated:
        return None
    fields = kept.kept_form(request, request.user.pk)
    draft = find(request) if is_worth_keeping(form) else None
    version = draft.version if draft else 0
    if fields is not None:
        lay_over(form, fields)
        return Begun(version, is_kept=True, is_unsaved=True)
    if draft is not None:
        lay_over(form, draft.fields)
        return Begun(version, since=draft.created_at)
    return Begun() if is_worth_keeping(form) else None


def not_kept_yet(request: HttpRequest, form: forms.BaseForm) -> Begun | None:
    """Of a page that shows more than is kept."""
    if not request.user.is_authenticated or not is_worth_keeping(form):
        return None
    draft = find(request)
    return Begun(draft.version if draft else 0, is_unsaved=True)


def kept_back(request: HttpRequest, form: forms.BaseForm) -> Begun | None:
    """Keep what was sent and did not pass, so that it is not lost with the page."""
    if not request.user.is_authenticated or not is_worth_keeping(form):
        return None
    draft = None if kept.is_of_another(request) else keep(request)
    return Begun(draft.version if draft else 0, is_unsaved=draft is None)
