"""The phases of a project, and adding, changing and removing one."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acts import Act, first_primary
from core.dates import site_today
from core.forms import CleanForm
from core.pages import Stored, csv_file, get_or_post, sent, submit
from milestones.access import phase_here
from milestones.actions import phases as actions
from milestones.formats.phases import rows_of_file
from milestones.forms.phases import PhaseAddForm, PhaseEditForm, initial_of_phase, mark_of_phase
from milestones.policies.phases import has_room
from milestones.queries.phases import phases_of
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action


def _list(here: Here) -> str:
    return reverse("milestones:phase_list", args=[here.project.pk])


@project_view(Action.PROJECT_VIEW)
@require_GET
def phase_list(request: HttpRequest, here: Here) -> HttpResponse:
    """Every phase with what people can do in it."""
    phases = phases_of(here.project, site_today())
    may_manage = here.may(Action.PROJECT_EDIT) and here.project.is_open
    add = Act(_("Add a phase"), reverse("milestones:phase_add", args=[here.project.pk]))
    acts = [add] if may_manage and has_room(len(phases.rows)) else []
    context = {"phases": phases, "may_manage": may_manage, "acts": first_primary(acts)}
    return render(request, "milestones/phase_list.html", context)


@project_view(Action.PROJECT_VIEW)
@require_POST
def phase_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """The rows of the page as a file."""
    note_fetched(here.project, name="phases", by=here.person)
    return csv_file("phases", rows_of_file(phases_of(here.project, site_today())))


@project_view(Action.PROJECT_EDIT, while_open=True)
@get_or_post
def phase_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Add a phase."""
    form = PhaseAddForm(sent(request))

    def act() -> None:
        token = form.cleaned_data["form_token"]
        actions.add_phase(here.project, details=form.details(), token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="milestones/phase_add.html",
        done=_("The phase is added."),
        back=_list(here),
    )


@project_view(Action.PROJECT_EDIT, while_open=True)
@get_or_post
def phase_edit(request: HttpRequest, here: Here, phase_id: UUID) -> HttpResponse:
    """Change a phase; where somebody else changed it meanwhile, show both and overwrite nothing."""
    phase = phase_here(here, phase_id)
    form = PhaseEditForm(sent(request), phase=phase)

    def act() -> None:
        actions.edit_phase(phase, details=form.details(), seen=form.cleaned_data["seen"], by=here.person)

    def stored() -> Stored:
        row = phase_here(here, phase_id)
        return Stored({"seen": mark_of_phase(row)}, form.rows_in_words(initial_of_phase(row)))

    return submit(
        request,
        form,
        act,
        template="milestones/phase_edit.html",
        done=_("The phase is changed."),
        back=_list(here),
        stored=stored,
    )


@project_view(Action.PROJECT_EDIT, while_open=True)
@get_or_post
def phase_remove(request: HttpRequest, here: Here, phase_id: UUID) -> HttpResponse:
    """Remove a phase, after asking once."""
    phase = phase_here(here, phase_id)
    return submit(
        request,
        CleanForm(sent(request)),
        partial(actions.remove_phase, phase, by=here.person),
        template="milestones/phase_remove.html",
        done=_("The phase is removed."),
        back=_list(here),
        context={"phase": phase},
    )
