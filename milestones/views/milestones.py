"""Milestones: the list with its picture, one milestone, and every change of one."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.acts import Act, first_primary
from core.dates import site_today
from core.htmx import see
from core.pages import Stored, csv_file, get_or_post, page_of, sent, submit
from milestones.access import milestone_here
from milestones.actions import milestones as actions
from milestones.enums import MilestoneState
from milestones.formats.milestones import rows_of_file
from milestones.forms.milestones import EvidenceForm, MilestoneAddForm, MilestoneEditForm, initial_of_plan
from milestones.models import Milestone
from milestones.policies import milestones as policies
from milestones.policies.due import is_unfinished
from milestones.policies.several import MOST_AT_ONCE
from milestones.queries import milestones as queries
from milestones.queries.filters import SHOWS, filter_choices, filter_of_address
from milestones.queries.links import surroundings_of
from milestones.queries.phases import phases_by_date
from milestones.queries.pictures import picture_of
from milestones.queries.rows import milestone_rows
from milestones.queries.table import listed, table_rows
from projects.access import Here, project_view
from projects.actions.files import note_fetched
from projects.permissions import Action
from projects.queries.people import distinct_names_by_membership, who_may_own


@project_view(Action.MILESTONE_VIEW)
@require_GET
def milestone_list(request: HttpRequest, here: Here) -> HttpResponse:
    """The timeline and the equal table of what the address asks for, as `queries.filters` reads it."""
    today = site_today()
    phases = phases_by_date(here.project, here.person)
    only = filter_of_address(request.GET.dict(), phases)
    page = page_of(request, listed(here.person, here.project.pk, today, only))
    picture = picture_of(here.project, here.person, today, only, page.paginator.count, phases)
    may_manage = here.may(Action.MILESTONE_MANAGE) and here.project.is_open
    add = Act(_("Add a milestone"), reverse("milestones:milestone_add", args=[here.project.pk]))
    context = {
        "page": page,
        "rows": table_rows(here.project.pk, page.object_list, page.start_index(), today),
        "picture": picture,
        "shown": picture.count if picture else 0,
        "at_once": MOST_AT_ONCE,
        "only": only,
        "shows": SHOWS,
        "filters": filter_choices(only, phases),
        "phases": phases,
        "here_now": [phase for phase in phases if phase.starts_on <= today <= phase.ends_on],
        "acts": first_primary([add] if may_manage else []),
        "may_manage": may_manage,
    }
    return render(request, "milestones/milestone_list.html", context)


@project_view(Action.MILESTONE_VIEW)
@require_POST
def milestone_csv(request: HttpRequest, here: Here) -> StreamingHttpResponse:
    """What the list shows, all pages of it, as a file."""
    only = filter_of_address(request.GET.dict(), phases_by_date(here.project, here.person))
    note_fetched(here.project, name="milestones", by=here.person)
    return csv_file("milestones", rows_of_file(here.project.pk, here.person, site_today(), only))


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@get_or_post
def milestone_add(request: HttpRequest, here: Here) -> HttpResponse:
    """Plan a milestone."""
    form = MilestoneAddForm(
        sent(request), owners=who_may_own(here.project), names=distinct_names_by_membership(here.project)
    )

    def act() -> Milestone:
        token = form.cleaned_data["form_token"]
        return actions.add_milestone(here.project, plan=form.plan(), token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="milestones/milestone_add.html",
        done=_("The milestone is added."),
        back=Milestone.get_absolute_url,
    )


@project_view(Action.MILESTONE_VIEW)
@require_GET
def milestone_detail(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """One milestone: owner, dates and why they moved, evidence, what it waits for and what waits for it."""
    milestone = milestone_here(here, milestone_id)
    today = site_today()
    may_manage = here.may(Action.MILESTONE_MANAGE) and here.project.is_open
    context = {
        "row": milestone_rows([milestone], today)[0],
        "milestone": milestone,
        "around": surroundings_of(milestone, here.person, today),
        "changes": queries.date_changes(milestone),
        "slip": queries.days_in_words(milestone.baseline_on, milestone.due_on),
        "acts": first_primary(_acts(milestone)) if may_manage else [],
        "buttons": _buttons(milestone) if may_manage else [],
        "may_manage": may_manage,
        "is_done": not is_unfinished(milestone),
    }
    return render(request, "milestones/milestone_detail.html", context)


def _acts(milestone: Milestone) -> list[Act]:
    """What can be done on a page of its own."""
    if not policies.can_become(milestone, MilestoneState.DONE):
        return []
    complete, edit = (_address(f"milestone_{act}", milestone) for act in ("complete", "edit"))
    return [Act(_("Complete"), complete), Act(_("Change"), edit)]


def _buttons(milestone: Milestone) -> list[Act]:
    """What is done at once, by a button."""
    if not is_unfinished(milestone):
        return [Act(_("Reopen"), _address("milestone_reopen", milestone))]
    if policies.can_become(milestone, MilestoneState.STARTED):
        return [Act(_("Start"), _address("milestone_start", milestone))]
    return []


def _address(name: str, milestone: Milestone) -> str:
    return reverse(f"milestones:{name}", args=[milestone.project_id, milestone.pk])


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@get_or_post
def milestone_edit(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Change a milestone; where somebody else changed it meanwhile, show both and overwrite nothing."""
    milestone = milestone_here(here, milestone_id)
    policies.check_editable(milestone)
    owners, names = who_may_own(here.project, milestone.owner), distinct_names_by_membership(here.project)
    form = MilestoneEditForm(sent(request), milestone=milestone, owners=owners, names=names)

    def act() -> None:
        note, version = form.cleaned_data["note"], form.cleaned_data["version"]
        actions.edit_milestone(milestone, plan=form.plan(), note=note, version=version, by=here.person)

    def stored() -> Stored:
        row = milestone_here(here, milestone_id)
        return Stored({"version": row.version}, form.rows_in_words(initial_of_plan(row)))

    return submit(
        request,
        form,
        act,
        template="milestones/milestone_edit.html",
        done=_("The milestone is changed."),
        back=milestone.get_absolute_url(),
        stored=stored,
        context={"milestone": milestone},
    )


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@require_POST
def milestone_start(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Note that work has begun."""
    milestone = actions.start_milestone(milestone_here(here, milestone_id), by=here.person)
    messages.success(request, _("The milestone is in progress."))
    return see(request, milestone.get_absolute_url())


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@get_or_post
def milestone_complete(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Complete it, with evidence."""
    milestone = milestone_here(here, milestone_id)
    form = EvidenceForm(sent(request), milestone=milestone)

    def act() -> None:
        actions.complete_milestone(milestone, **form.cleaned_data, by=here.person)

    return submit(
        request,
        form,
        act,
        template="milestones/milestone_complete.html",
        done=_("The milestone is completed."),
        back=milestone.get_absolute_url(),
        context={"milestone": milestone},
    )


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@require_POST
def milestone_reopen(request: HttpRequest, here: Here, milestone_id: UUID) -> HttpResponse:
    """Open a completed milestone again."""
    milestone = actions.reopen_milestone(milestone_here(here, milestone_id), by=here.person)
    messages.success(request, _("The milestone is open again."))
    return see(request, milestone.get_absolute_url())
