"""Exports of a project: ask, watch, stop, try again, download."""

from __future__ import annotations

from typing import cast
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import refusal
from core.htmx import page_or_partial, see
from core.pages import page_of
from projects.access import Here, project_view
from projects.permissions import Action
from reports import actions, queries
from reports.enums import ExportKind, LeftOut
from reports.forms import ExportForm
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
    if not here.may(KINDS[kind].action):
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
        "may": here.may(KINDS[export.kind].action),
        "holds": KINDS[export.kind].holds,
        "went_in": [(COUNTED.get(name, name), count) for name, count in export.manifest.get("in", {}).items()],
        "left_out": [(LeftOut(row["reason"]).label, row["count"]) for row in export.manifest.get("out", [])],
        "token": actions.download_token(export, by=here.person) if export.is_ready else "",
    }
    return page_or_partial(request, "reports/export_detail.html", "job", context)


@project_view(Action.EXPORT_REPORT)
@require_POST
def export_retry(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """Make it again."""
    export = _export(here, export_id)
    if not here.may(KINDS[export.kind].action):
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
    spec = KINDS[export.kind]
    token = request.POST.get("token", "")
    file = actions.hand_out(export, token=token, may=here.may(spec.action), by=here.person)
    response = FileResponse(file, as_attachment=True, filename=export.file_name, content_type=spec.content_type)
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
    return [spec for spec in KINDS.values() if here.may(spec.action)]


def _wait_an_hour(request: HttpRequest, refused: TooMany) -> HttpResponse:
    response = refusal(request, str(refused), status=429)
    response["Retry-After"] = HOUR
    return response
