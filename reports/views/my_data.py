"""What is kept about oneself: ask for the file, watch it, get it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from accounts.access import person, signed_in
from core.forms import CreateForm
from core.htmx import page_or_partial, see
from core.pages import form_page, page_of
from participants.queries.withdrawing import receipts
from reports import actions, queries
from reports.enums import ExportKind
from reports.models import Export
from reports.views.files import attachment, limited


@signed_in
@require_GET
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept about me: how to get it, my files, my receipts, and the way to be erased."""
    return _my_data_page(request, CreateForm())


@signed_in
@require_POST
@limited
def my_data_create(request: HttpRequest) -> HttpResponse:
    """Ask for my file."""
    form = CreateForm(request.POST)
    if not form.is_valid():
        return _my_data_page(request, form)
    token = form.cleaned_data["form_token"]
    export = actions.request_export(None, kind=ExportKind.MY_DATA, token=token, by=person(request))
    return see(request, export.get_absolute_url())


@signed_in
@require_GET
def my_data_detail(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """How far my file is, and the button that gets it."""
    export = _my_file(request, export_id)
    token = actions.download_token(export, by=person(request)) if export.is_ready else ""
    return page_or_partial(request, "reports/my_data_detail.html", "job", {"export": export, "token": token})


@signed_in
@require_POST
@limited
def my_data_retry(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """Make it again."""
    export = _my_file(request, export_id)
    actions.retry_export(export, by=person(request))
    return see(request, export.get_absolute_url())


@signed_in
@require_POST
def my_data_download(request: HttpRequest, export_id: UUID) -> HttpResponse:
    """My file. Everything is asked once more, as for every other."""
    export = _my_file(request, export_id)
    token = request.POST.get("token", "")
    return attachment(export, actions.hand_out(export, token=token, may=True, by=person(request)))


def _my_data_page(request: HttpRequest, form: CreateForm) -> HttpResponse:
    me = person(request)
    page = page_of(request, queries.files_about(me))
    return form_page(request, "reports/my_data.html", form, page=page, receipts=receipts(me))


def _my_file(request: HttpRequest, export_id: UUID) -> Export:
    """One of the files about me, or 404."""
    return get_object_or_404(Export.objects.visible_to(person(request)).filter(project=None), pk=export_id)
