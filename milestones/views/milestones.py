"""Milestones: the list with its picture, one milestone, and every change."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core import editing
from core.dates import site_today
from core.errors import Refused
from core.htmx import see
from core.pages import csv_file, form_page, get_or_post, page_of, sent
from milestones.actions import milestones as actions
from milestones.enums import MilestoneState, Pace
from milestones.formats.milestones import sheet
from milestones.forms.milestones import MilestoneAddForm, MilestoneEditForm
from milestones.forms.planning import FilterForm, ProofForm
from milestones.models import Milestone, Phase
from milestones.pictures.timeline import Step, Stretch, Timeline, timeline
from milestones.policies import milestones as milestone_rules
from milestones.queries import milestones as queries
from milestones.queries.links import around
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.models import Project
from projects.permissions import Action
from projects.policies import projects as project_rules
from projects.queries.people import labels, present

LOOKS = {"late": "late", "done": "done", "soon": "soon", "started": "soon", "planned": "planned"}


def milestone_of(here: Here, milestone_id: UUID) -> Milestone:
    """One of this project's, as somebody here may see it; otherwise 404."""
    rows = Milestone.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project", "owner__person"), pk=milestone_id)


@dataclass(frozen=True)
class Listed:
    """The milestones that an address asks for, with the phases they stand in."""

    what: queries.Asked
    phases: list[Phase]
    rows: list[queries.MilestoneRow]
    links: list[queries.Link]


def _listed(request: HttpRequest, here: Here) -> Listed:
    today = site_today()
    phases = queries.phases(here.project, here.person)
    what = queries.asked(request.GET.dict(), phases)
    found = list(queries.milestones(here.project, person=here.person, today=today, what=what))
    links = queries.links_to(found) if found else []
    return Listed(what, phases, queries.milestone_rows(found, today, links), links)


def _draw(project: Project, listed: Listed) -> Timeline:
    urls = {row.milestone.pk: row.url for row in listed.rows}
    before: dict[UUID, list[str]] = {}
    for link in listed.links:
        before.setdefault(link.after, []).append(urls.get(link.before, ""))
    steps = [
        Step(
            key=row.url,
            title=row.milestone.title,
            due=row.milestone.due_on,
            baseline=row.milestone.baseline_on,
            lane=row.milestone.pace,
            look=LOOKS[row.standing],
            number=row.number,
            waits_for=tuple(before.get(row.milestone.pk, ())),
        )
        for row in listed.rows
    ]
    phases = [Stretch(phase.title, phase.starts_on, phase.ends_on) for phase in listed.phases]
    days = {"start": project.starts_on, "end": project.ends_on, "today": site_today()}
    return timeline(steps, lanes=Pace.values, phases=phases, **days)


@project_view(Action.MILESTONE_VIEW)
@require_GET
def milestone_list(request: HttpRequest, here: Here) -> HttpResponse:
    """The timeline and the equal table of what the address asks for, as `queries.asked` reads it."""
    listed = _listed(request, here)
    page = page_of(request, listed.rows)
    context = {
        "page": page,
        "picture": _draw(here.project, listed) if listed.rows else None,
        "what": listed.what,
        "shows": queries.SHOWS,
        "filters": FilterForm(listed.what, listed.phases),
        "phases": listed.phases,
        "here_now": [phase for phase in listed.phases if phase.starts_on <= site_today() <= phase.ends_on],
        "may_manage": here.may(Action.MILESTONE_MANAGE) and here.project.is_open,
    }
    return render(request, "milestones/milestone_list.html", context)


@project_view(Action.MILESTONE_VIEW)
@require_POST
def milestone_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """What the list shows, all pages of it, as a file."""
    listed = _listed(request, here)
    note_fetched(here.project, name="milestones", by=here.person)
    return csv_file("milestones", sheet(listed.rows))


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Plan a milestone."""
    project_rules.check_open(here.project)
    owners = present(here.project)
    form = MilestoneAddForm(sent(request), owners=owners, names=labels(here.project))
    if request.method == "POST" and form.is_valid():
        token = form.cleaned_data["form_token"]
        try:
            milestone = actions.add_milestone(here.project, plan=form.plan(), token=token, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The milestone is added."))
            return see(request, milestone.get_absolute_url())
    return form_page(request, "milestones/milestone_add.html", form)


@project_view(Action.MILESTONE_VIEW)
@require_GET
def milestone_detail(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """One milestone: owner, dates and why they moved, evidence, what it waits for and what waits for it."""
    milestone = milestone_of(here, milestone_id)
    today = site_today()
    context = {
        "row": queries.milestone_rows([milestone], today)[0],
        "milestone": milestone,
        "around": around(milestone, here.person, today),
        "changes": queries.date_changes(milestone),
        "slip": queries.say_move(milestone.baseline_on, milestone.due_on),
        "may_manage": here.may(Action.MILESTONE_MANAGE) and here.project.is_open,
        "can_start": milestone.state == MilestoneState.PLANNED,
        "can_complete": milestone_rules.can_step(milestone, MilestoneState.DONE),
        "is_done": milestone.state == MilestoneState.DONE,
    }
    return render(request, "milestones/milestone_detail.html", context)


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_edit(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Change a milestone; where somebody else changed it meanwhile, show both and overwrite nothing."""
    project_rules.check_open(here.project)
    milestone = milestone_of(here, milestone_id)
    milestone_rules.check_milestone_editable(milestone)
    owners = present(here.project, milestone.owner)
    names = labels(here.project)
    form = MilestoneEditForm(sent(request), milestone=milestone, owners=owners, names=names)
    if request.method == "POST" and form.is_valid():
        note, version = form.cleaned_data["note"], form.cleaned_data["version"]
        try:
            actions.edit_milestone(milestone, plan=form.plan(), note=note, version=version, by=here.person)
        except editing.Stale as stale:
            return _both(request, here, form, stale)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The milestone is changed."))
            return see(request, milestone.get_absolute_url())
    return form_page(request, "milestones/milestone_edit.html", form, milestone=milestone)


def _both(request: HttpRequest, here: Here, form: MilestoneEditForm, stale: editing.Stale) -> HttpResponse:
    """What is stored now above what was typed; pressing the button again decides."""
    stored = milestone_of(here, form.milestone.pk)
    form.read_again(version=stored.version)
    context = {"form": form, "milestone": stored, "stored": stored, "sentence": str(stale)}
    return render(request, "milestones/milestone_edit.html", context, status=HTTPStatus.CONFLICT)


@project_view(Action.MILESTONE_MANAGE)
@require_POST
def milestone_start(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Work has begun."""
    milestone = actions.start_milestone(milestone_of(here, milestone_id), by=here.person)
    messages.success(request, _("The milestone is in progress."))
    return see(request, milestone.get_absolute_url())


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_complete(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Complete it, with evidence."""
    project_rules.check_open(here.project)
    milestone = milestone_of(here, milestone_id)
    form = ProofForm(sent(request), milestone=milestone)
    if request.method == "POST" and form.is_valid():
        try:
            actions.complete_milestone(milestone, **form.cleaned_data, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The milestone is completed."))
            return see(request, milestone.get_absolute_url())
    return form_page(request, "milestones/milestone_complete.html", form, milestone=milestone)


@project_view(Action.MILESTONE_MANAGE)
@require_POST
def milestone_reopen(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """It was not done after all."""
    milestone = actions.reopen_milestone(milestone_of(here, milestone_id), by=here.person)
    messages.success(request, _("The milestone is open again."))
    return see(request, milestone.get_absolute_url())
