"""The phases of a project, and adding, changing and removing one."""

from __future__ import annotations

from dataclasses import fields
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import editing
from core.dates import site_today
from core.errors import Refused
from core.forms import CleanForm
from core.htmx import see
from core.pages import csv_file, form_page, get_or_post, sent
from milestones.actions import phases as actions
from milestones.actions.phases import PhaseWords
from milestones.formats.phases import sheet
from milestones.forms.phases import PhaseAddForm, PhaseEditForm
from milestones.models import Phase
from milestones.policies.phases import can_add
from milestones.queries import phases as queries
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action
from projects.policies import projects as project_rules


def _list(here: Here) -> str:
    return reverse("milestones:phase_list", args=[here.project.pk])


def _phase(here: Here, phase_id: UUID) -> Phase:
    rows = Phase.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=phase_id)


def _start(phase: Phase) -> dict[str, Any]:
    return {field.name: getattr(phase, field.name) for field in fields(PhaseWords)}


@project_view(Action.PROJECT_VIEW)
@require_GET
def phase_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Every phase with what people can do in it."""
    found = queries.phases_of(here.project, site_today())
    may_manage = here.may(Action.PROJECT_EDIT) and here.project.is_open
    context = {"phases": found, "may_manage": may_manage, "may_add": may_manage and can_add(len(found.rows))}
    return render(request, "milestones/phase_list.html", context)


@project_view(Action.PROJECT_VIEW)
@require_POST
def phase_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """The same as a file."""
    note_fetched(here.project, name="phases", by=here.person)
    return csv_file("phases", sheet(queries.phases_of(here.project, site_today())))


@project_view(Action.PROJECT_EDIT)
@get_or_post
def phase_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Add a phase."""
    project_rules.check_open(here.project)
    form = PhaseAddForm(sent(request))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            actions.add_phase(here.project, words=form.words(), token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The phase is added."))
            return see(request, _list(here))
    return form_page(request, "milestones/phase_add.html", form)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def phase_edit(request: HttpRequest, here: Here, phase_id: UUID) -> HttpResponse:
    """Change a phase; where somebody else changed it meanwhile, show both and overwrite nothing."""
    project_rules.check_open(here.project)
    phase = _phase(here, phase_id)
    form = PhaseEditForm(sent(request), stored=_start(phase))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_phase(phase, words=form.words(), seen=form.cleaned_data["seen"], by=here.person)
        except editing.Stale as stale:
            form.show_stored(_start(_phase(here, phase_id)))
            context = {"form": form, "phase": phase, "sentence": str(stale)}
            return render(request, "milestones/phase_edit.html", context, status=HTTPStatus.CONFLICT)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The phase is changed."))
            return see(request, _list(here))
    return form_page(request, "milestones/phase_edit.html", form, phase=phase)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def phase_remove(request: HttpRequest, here: Here, phase_id: UUID) -> HttpResponse:
    """Take a phase out."""
    project_rules.check_open(here.project)
    phase = _phase(here, phase_id)
    if request.method == "POST":
        actions.remove_phase(phase, by=here.person)
        messages.success(request, _("The phase is removed."))
        return see(request, _list(here))
    return form_page(request, "milestones/phase_remove.html", CleanForm(sent(request)), phase=phase)
