"""Milestones: the list with its picture, one milestone, and every change."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, page_of, sent
from projects import policies, queries
from projects.access import Here, project_view
from projects.actions import milestones as actions
from projects.enums import MilestoneState, Pace
from projects.forms import EvidenceForm, MilestoneAddForm, MilestoneEditForm
from projects.models import Milestone
from projects.permissions import Action
from projects.pictures import Step, Timeline, timeline
from projects.queries.people import labels

LOOKS = {"late": "late", "done": "done", "soon": "soon", "started": "soon", "planned": "planned"}


def _milestone(here: Here, milestone_id: UUID) -> Milestone:
    rows = Milestone.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project", "owner__person"), pk=milestone_id)


def _draw(here: Here, rows: list[queries.MilestoneRow]) -> Timeline:
    steps = [
        Step(
            key=row.url,
            title=row.milestone.title,
            due=row.milestone.due_on,
            baseline=row.milestone.baseline_on,
            lane=row.milestone.pace,
            look=LOOKS[row.standing],
            number=row.number,
        )
        for row in rows
    ]
    project = here.project
    return timeline(steps, lanes=Pace.values, start=project.starts_on, end=project.ends_on, today=timezone.localdate())


@project_view(Action.MILESTONE_VIEW)
@require_GET
def milestone_list(request: HttpRequest, here: Here) -> HttpResponse:
    """The timeline and the equal table; `?show=` is one of `queries.SHOWS`, anything else shows all."""
    asked = request.GET.get("show", "all")
    show = asked if asked in queries.SHOWS else "all"
    today = timezone.localdate()
    found = list(queries.milestones(here.project, show=show, person=here.person, today=today))
    rows = queries.milestone_rows(found, today)
    context = {
        "page": page_of(request, rows),
        "picture": _draw(here, rows),
        "show": show,
        "shows": queries.SHOWS,
        "may_manage": here.may(Action.MILESTONE_MANAGE) and here.project.is_open,
    }
    return render(request, "projects/milestone_list.html", context)


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Plan a milestone."""
    policies.check_open(here.project)
    owners = queries.owners(here.project, here.person)
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
    return form_page(request, "projects/milestone_add.html", form)


@project_view(Action.MILESTONE_VIEW)
@require_GET
def milestone_detail(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """One milestone: owner, dates and why they moved, evidence."""
    milestone = _milestone(here, milestone_id)
    context = {
        "row": queries.milestone_rows([milestone], timezone.localdate())[0],
        "milestone": milestone,
        "changes": queries.date_changes(milestone),
        "may_manage": here.may(Action.MILESTONE_MANAGE) and here.project.is_open,
        "can_start": milestone.state == MilestoneState.PLANNED,
        "can_complete": policies.can_step(milestone, MilestoneState.DONE),
        "is_done": milestone.state == MilestoneState.DONE,
    }
    return render(request, "projects/milestone_detail.html", context)


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_edit(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Change a milestone; where somebody else changed it meanwhile, show both and overwrite nothing."""
    policies.check_open(here.project)
    milestone = _milestone(here, milestone_id)
    policies.check_milestone_editable(milestone)
    owners = queries.owners(here.project, here.person, keep=milestone.owner)
    names = labels(here.project)
    form = MilestoneEditForm(sent(request), milestone=milestone, owners=owners, names=names)
    if request.method == "POST" and form.is_valid():
        note, version = form.cleaned_data["note"], form.cleaned_data["version"]
        try:
            actions.edit_milestone(milestone, plan=form.plan(), note=note, version=version, by=here.person)
        except policies.Stale as stale:
            return _both(request, here, form, stale)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The milestone is changed."))
            return see(request, milestone.get_absolute_url())
    return form_page(request, "projects/milestone_edit.html", form, milestone=milestone)


def _both(request: HttpRequest, here: Here, form: MilestoneEditForm, stale: policies.Stale) -> HttpResponse:
    """What is stored now above what was typed; pressing the button again decides."""
    stored = _milestone(here, form.milestone.pk)
    form.read_again(version=stored.version)
    context = {"form": form, "milestone": stored, "stored": stored, "sentence": str(stale)}
    return render(request, "projects/milestone_edit.html", context, status=HTTPStatus.CONFLICT)


@project_view(Action.MILESTONE_MANAGE)
@require_POST
def milestone_start(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Work has begun."""
    milestone = actions.start_milestone(_milestone(here, milestone_id), by=here.person)
    messages.success(request, _("The milestone is in progress."))
    return see(request, milestone.get_absolute_url())


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_complete(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Complete it, with evidence."""
    policies.check_open(here.project)
    milestone = _milestone(here, milestone_id)
    form = EvidenceForm(sent(request), initial={"evidence": milestone.evidence})
    if request.method == "POST" and form.is_valid():
        try:
            actions.complete_milestone(milestone, **form.cleaned_data, by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The milestone is completed."))
            return see(request, milestone.get_absolute_url())
    return form_page(request, "projects/milestone_complete.html", form, milestone=milestone)


@project_view(Action.MILESTONE_MANAGE)
@require_POST
def milestone_reopen(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """It was not done after all."""
    milestone = actions.reopen_milestone(_milestone(here, milestone_id), by=here.person)
    messages.success(request, _("The milestone is open again."))
    return see(request, milestone.get_absolute_url())
