"""Exports of a project: ask, watch, stop, try again, download."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from core.htmx import page_or_partial, see
from core.pages import form_page, page_of
from projects.access import Here, project_view
from projects.permissions import Action
from reports import actions, queries
from reports.enums import INCLUDED, OMISSIONS, ExportKind
from reports.forms import ExportForm
from reports.kinds.contents import ExportKindSpec
from reports.kinds.table import KINDS
from reports.models import Export
from reports.views.files import attachment, limited


@project_view(Action.EXPORT_REPORT)
@require_GET
def export_list(request: HttpRequest, here: Here) -> HttpResponse:
    """My exports in this project, and the form to ask for one."""
    return _list_page(request, here, ExportForm(offered=_offered_to(here)))


@project_view(Action.EXPORT_REPORT)
@require_POST
@limited
def export_create(request: HttpRequest, here: Here) -> HttpResponse:
    """Ask for a file."""
    form = ExportForm(request.POST, offered=_offered_to(here))
    if not form.is_valid():
        return _list_page(request, here, form)
    kind = ExportKind(form.cleaned_data["kind"])
    if not _may_have(here, kind):
        raise PermissionDenied
    token = form.cleaned_data["form_token"]
    return see(request, actions.request_export(here.project, kind=kind, token=token, by=here.person).get_absolute_url())


@project_view(Action.EXPORT_REPORT)
@require_GET
def export_detail(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """How far one file is, what is in it, and what can be done with it."""
    export = _my_export(here, export_id)
    context: dict[str, object] = {
        "export": export,
        "may": _may_have(here, export.kind),
        "holds": KINDS[export.kind].holds,
        "went_in": [(INCLUDED.get(name, name), count) for name, count in export.manifest.get("in", {}).items()],
        "left_out": [(OMISSIONS[row["reason"]], row["count"]) for row in export.manifest.get("out", [])],
        "token": actions.download_token(export, by=here.person) if export.is_ready else "",
    }
    return page_or_partial(request, "reports/export_detail.html", "job", context)


@project_view(Action.EXPORT_REPORT)
@require_POST
@limited
def export_retry(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """Make it again."""
    export = _my_export(here, export_id)
    if not _may_have(here, export.kind):
        raise PermissionDenied
    actions.retry_export(export, by=here.person)
    return see(request, export.get_absolute_url())


@project_view(Action.EXPORT_REPORT)
@require_POST
def export_cancel(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """Stop making it."""
    export = _my_export(here, export_id)
    actions.cancel_export(export, by=here.person)
    return see(request, export.get_absolute_url())


@project_view(Action.EXPORT_REPORT)
@require_POST
def export_download(request: HttpRequest, here: Here, export_id: UUID) -> HttpResponse:
    """The file. A POST, because it leaves a trace; everything is asked once more before it goes."""
    export = _my_export(here, export_id)
    token, may = request.POST.get("token", ""), _may_have(here, export.kind)
    return attachment(export, actions.hand_out(export, token=token, may=may, by=here.person))


def _list_page(request: HttpRequest, here: Here, form: ExportForm) -> HttpResponse:
    page = page_of(request, queries.exports_of(here.person, here.project))
    return form_page(request, "reports/export_list.html", form, page=page)


def _my_export(here: Here, export_id: UUID) -> Export:
    """One of my exports in this project, or 404."""
    return get_object_or_404(Export.objects.visible_to(here.person).filter(project=here.project), pk=export_id)


def _offered_to(here: Here) -> list[ExportKindSpec]:
    """The kinds this role may ask for."""
    return [spec for kind, spec in KINDS.items() if _may_have(here, kind)]


def _may_have(here: Here, kind: str) -> bool:
    """Does this role get files of this kind? What is about a person alone is not asked for in a project."""
    action = KINDS[kind].action
    return action is not None and here.may(action)
