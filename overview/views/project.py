"""One project at a glance: what it is about, who is in it, and what comes next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from core.acts import Act, first_primary
from core.dates import site_today
from milestones.queries.milestones import next_milestones, progress
from milestones.queries.phases import phases_of
from overview.queries.morning import Morning, morning_of
from projects.access import Here, project_view
from projects.permissions import Action
from projects.policies.projects import next_project_states
from projects.queries.projects import doubted, has_approvals, standpoints
from understanding.queries.aims import aim_card


@project_view(Action.PROJECT_VIEW)
@require_GET
def project_detail(request: HttpRequest, here: Here) -> HttpResponse:
    """What a project is about, who is in it, and which milestones come next."""
    today, project = site_today(), here.project
    morning, may_edit = _morning(here), here.may(Action.PROJECT_EDIT) and project.is_open
    context = {
        "acts": _acts(here, morning),
        "upkeep": _upkeep(here),
        **_who_speaks(here),
        "card": aim_card(project, here.person),
        "may_sign": here.may(Action.AIM_SIGN) and project.is_open,
        "progress": progress(project, here.person, today),
        "rows": next_milestones(project, here.person, today),
        "phases": phases_of(project, today),
        "has_approvals": has_approvals(project),
        "doubts": doubted(project) if may_edit else [],
        "morning": morning,
        "may_edit": may_edit,
    }
    return render(request, "overview/project_detail.html", context)


def _who_speaks(here: Here) -> dict[str, object]:
    """The standpoints of members today, those that are missing, and which of their pages the reader may open."""
    counts = standpoints(here.project)
    return {
        "standpoints": [standpoint for standpoint in counts if standpoint.count],
        "missing_standpoints": ", ".join(
            str(standpoint.label).lower() for standpoint in counts if not standpoint.count
        ),
        "may_list_members": here.may(Action.MEMBER_LIST),
        "may_consent": here.may(Action.CONSENT_ANSWER) and here.project.is_open,
    }


def _morning(here: Here) -> Morning | None:
    """The numbers that a coordinator's morning begins with. Nothing is asked of a closed project."""
    sees_morning = here.may(Action.MORNING_VIEW) and here.project.is_open
    return morning_of(here.project.pk, timezone.now(), here.opens) if sees_morning else None


def _acts(here: Here, morning: Morning | None) -> list[Act]:
    """What the reader may do next: first the list of what is most of a worry, then planning on."""
    acts = []
    if morning and morning.start:
        acts.append(Act(morning.start_label, morning.start.url))
    if here.may(Action.MILESTONE_MANAGE) and here.project.is_open:
        acts.append(Act(_("Add a milestone"), reverse("milestones:milestone_add", args=[here.project.pk])))
    return first_primary(acts)


def _upkeep(here: Here) -> list[Act]:
    """The pages on which the reader may change what stands about the project."""
    project = here.project
    pages = []
    if here.may(Action.PROJECT_EDIT) and project.is_open:
        pages += [
            (_("Change the project"), "projects:project_edit"),
            (_("Approvals and numbers"), "projects:project_approvals"),
            (_("Phases"), "milestones:phase_list"),
        ]
    if here.may(Action.PROJECT_COPY):
        pages.append((_("Start a project from a copy"), "overview:project_copy"))
    if here.may(Action.PROJECT_EDIT) and next_project_states(project):
        to_close, to_open = _("Close the project or change its state"), _("Open it again or archive it")
        pages.append((to_close if project.is_open else to_open, "overview:project_state"))
    return [Act(label, reverse(name, args=[project.pk])) for label, name in pages]
