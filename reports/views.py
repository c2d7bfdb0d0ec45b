"""Exports of a project: ask, watch, stop, try again, download. The same about oneself, and being erased."""

from __future__ import annotations

from typing import BinaryIO, cast
from uuid import UUID

from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from accounts.access import person, proved_lately, public, signed_in
from accounts.actions.people import erase
from core.errors import refusal
from core.forms import CreateForm
from core.htmx import page_or_partial, see
from core.pages import form_page, get_or_post, page_of, sent
from participants.queries.withdrawing import receipts
from projects.access import Here, project_view
from projects.permissions import Action
from reports import actions, policies, queries
from reports.enums import OMISSIONS, ExportKind
from reports.forms import EraseForm, ExportForm, WordsChoice
from reports.kinds.contents import ExportKindSpec
from reports.kinds.table import KINDS
from reports.models import Export
from reports.policies import TooMany

HOUR = "3600"
COUNTED = {
    "reflections": _("Reflections"),
    "milestones": _("Milestones"),
    "dialogues": _("Dialogues"),
    "kept_disagreements": _("Kept disagreements"),
}


@project_view(Action.EXPORT_REPORT)
@require_GET
def export_list(request: HttpRequest, here: Here) -> HttpResponse:
    """My exports in this project, and the form to ask for one."""
    return _list(request, here, ExportForm(offered=_offered(here)))


@project_view(Action.EXPORT_REPORT)
@require_POST
def export_create(request: HttpRequest, here: Here) -> HttpResponse:
    """Ask for a file."""
    form = ExportForm(request.POST, offered=_offered(here))
    if not form.is_valid():
        return _list(request, here, form, status=422)
    kind = ExportKind(form.cleaned_data["kind"])
    if not _may(here, kind):
        raise PermissionDenied
    try:
        export = actions.request(here.project, kind=kind, token=form.cleaned_data["form_token"], by=here.person)
    except TooMany as refused:
        return _wait_an_hour(request, refused)
    return see(request, export.get_absolute_url())


@project_view(Action.EXPORT_REPORT)
@require_GET
def export_detail(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """How far one file is, what is in it, and what can be done with it."""
    export = _export(here, export_id)
    context: dict[str, object] = {
        "export": export,
        "may": _may(here, export.kind),
        "holds": KINDS[export.kind].holds,
        "went_in": [(COUNTED.get(name, name), count) for name, count in export.manifest.get("in", {}).items()],
        "left_out": [(OMISSIONS[row["reason"]], row["count"]) for row in export.manifest.get("out", [])],
        "token": actions.download_token(export, by=here.person) if export.is_ready else "",
    }
    return page_or_partial(request, "reports/export_detail.html", "job", context)


@project_view(Action.EXPORT_REPORT)
@require_POST
def export_retry(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """Make it again."""
    export = _export(here, export_id)
    if not _may(here, export.kind):
        raise PermissionDenied
    try:
        actions.retry(export, by=here.person)
    except TooMany as refused:
        return _wait_an_hour(request, refused)
    return see(request, export.get_absolute_url())


@project_view(Action.EXPORT_REPORT)
@require_POST
def export_cancel(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """Stop making it."""
    export = _export(here, export_id)
    actions.cancel(export, by=here.person)
    return see(request, export.get_absolute_url())


@project_view(Action.EXPORT_REPORT)
@require_POST
def export_download(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """The file. A POST, because it leaves a trace; everything is asked once more before it goes."""
    export = _export(here, export_id)
    token = request.POST.get("token", "")
    return _attached(export, actions.hand_out(export, token=token, may=_may(here, export.kind), by=here.person))


@signed_in
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept about me: how to get it, my files, my receipts, and the way to be erased."""
    return _my_data(request, CreateForm())


@signed_in
@require_POST
def my_data_create(request: HttpRequest) -> HttpResponse:
    """Ask for my file."""
    form = CreateForm(request.POST)
    if not form.is_valid():
        return _my_data(request, form, status=422)
    try:
        export = actions.request(
            None, kind=ExportKind.MY_DATA, token=form.cleaned_data["form_token"], by=person(request)
        )
    except TooMany as refused:
        return _wait_an_hour(request, refused)
    return see(request, export.get_absolute_url())


@signed_in
@require_GET
def my_data_detail(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """How far my file is, and the button that gets it."""
    export = _mine(request, export_id)
    token = actions.download_token(export, by=person(request)) if export.is_ready else ""
    return page_or_partial(request, "reports/my_data_detail.html", "job", {"export": export, "token": token})


@signed_in
@require_POST
def my_data_retry(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Make it again."""
    export = _mine(request, export_id)
    try:
        actions.retry(export, by=person(request))
    except TooMany as refused:
        return _wait_an_hour(request, refused)
    return see(request, export.get_absolute_url())


@signed_in
@require_POST
def my_data_download(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """My file. Everything is asked once more, as for every other."""
    export = _mine(request, export_id)
    file = actions.hand_out(export, token=request.POST.get("token", ""), may=True, by=person(request))
    return _attached(export, file)


@signed_in
@get_or_post
def my_data_erase(request: HttpRequest) -> HttpResponse:
    """Erase me: keep or remove what I wrote? Nothing is chosen beforehand. Asks for a fresh proof of who it is."""
    if not proved_lately(request):
        return render(request, "reports/erase_again.html")
    form = EraseForm(sent(request))
    if request.method == "POST" and form.is_valid():
        return see(request, f"{reverse('mine:my_data_erase_check')}?words={form.cleaned_data['words']}")
    why = policies.why_not_erased(person(request))
    return form_page(request, "reports/erase.html", form, why=why)


@signed_in
@get_or_post
def my_data_erase_check(request: HttpRequest) -> HttpResponse:
    """What it does, in numbers, and one button."""
    words = request.POST.get("words") or request.GET.get("words")
    if words not in WordsChoice.values or not proved_lately(request):
        return see(request, reverse("mine:my_data_erase"))
    me, keep = person(request), words == WordsChoice.KEEP
    policies.check_erase(me)
    if request.method == "POST":
        erase(me, keep_words=keep, by=me)
        logout(request)
        return see(request, reverse("mine:goodbye"))
    told = {"projects": queries.erasure_in_projects(me, keep_words=keep), "account": queries.erasure_of_account(me)}
    return render(request, "reports/erase_check.html", {"words": words, "keep": keep, **told})


@signed_in
@require_POST
def my_data_erase_again(request: HttpRequest) -> HttpResponse:
    """Sign out and in once more, and come back."""
    logout(request)
    return see(request, redirect_to_login(reverse("mine:my_data_erase")).url)


@public
@require_GET
def goodbye(request: HttpRequest) -> HttpResponse:
    """After it."""
    return render(request, "reports/goodbye.html")


def _my_data(request: HttpRequest, form: CreateForm, status: int = 200) -> HttpResponse:
    me = person(request)
    context = {"form": form, "page": page_of(request, queries.files_about(me)), "receipts": receipts(me)}
    return render(request, "reports/my_data.html", context, status=status)


def _mine(request: HttpRequest, export_id: UUID) -> Export:
    """One of the files about me, or 404."""
    return get_object_or_404(Export.objects.visible_to(person(request)).filter(project=None), pk=export_id)


def _attached(export: Export, file: BinaryIO) -> HttpResponse:
    """The file as something to keep, that no browser opens."""
    kind = KINDS[export.kind].content_type
    response = FileResponse(file, as_attachment=True, filename=export.file_name, content_type=kind)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return cast(HttpResponse, response)  # it streams, which the door's type does not say


def _list(request: HttpRequest, here: Here, form: ExportForm, status: int = 200) -> HttpResponse:
    page = page_of(request, queries.exports_of(here.person, here.project))
    return render(request, "reports/export_list.html", {"form": form, "page": page}, status=status)


def _export(here: Here, export_id: UUID) -> Export:
    """One of my exports in this project, or 404."""
    return get_object_or_404(Export.objects.visible_to(here.person).filter(project=here.project), pk=export_id)


def _offered(here: Here) -> list[ExportKindSpec]:
    """The kinds this role may ask for."""
    return [spec for kind, spec in KINDS.items() if _may(here, kind)]


def _may(here: Here, kind: str) -> bool:
    """Does this role get files of this kind? What is about a person alone is not asked for in a project."""
    action = KINDS[kind].action
    return action is not None and here.may(action)


def _wait_an_hour(request: HttpRequest, refused: TooMany) -> HttpResponse:
    response = refusal(request, str(refused), status=429)
    response["Retry-After"] = HOUR
    return response
