"""One project at a glance: what it is about, who is in it, and what comes next."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from core.dates import site_today
from milestones.queries.milestones import next_milestones, progress
from milestones.queries.phases import phases_of
from overview.queries.morning import Morning, morning
from projects.access import Here, project_view
from projects.permissions import Action
from projects.policies import projects as policies
from projects.queries import projects as life
from projects.queries import projects as queries
from understanding.queries.aims import aim_card


def morning_of(here: Here) -> Morning | None:
    """The numbers that a coordinator's morning begins with. Nothing is asked of a closed project."""
    wanted = here.may(Action.MORNING_VIEW) and here.project.is_open
    return morning(here.project.pk, timezone.now(), here.opens) if wanted else None


@project_view(Action.PROJECT_VIEW)
@require_GET
def project_detail(request: HttpRequest, here: Here) -> HttpResponse:
    """What a project is about, who is in it, and which milestones come next."""
    today = site_today()
    standpoints = queries.standpoints(here.project)
    may_edit = here.may(Action.PROJECT_EDIT)
    context = {
        "standpoints": [row for row in standpoints if row.count],
        "card": aim_card(here.project, here.person),
        "may_sign": here.may(Action.AIM_SIGN) and here.project.is_open,
        "missing": [row for row in standpoints if not row.count],
        "progress": progress(here.project, here.person, today),
        "rows": next_milestones(here.project, here.person, today),
        "phases": phases_of(here.project, today),
        "has_approvals": life.has_approvals(here.project),
        "doubts": life.doubted(here.project) if may_edit and here.project.is_open else [],
        "morning": morning_of(here),
        "may_edit": may_edit,
        "may_copy": here.may(Action.PROJECT_COPY),
        "may_list_members": here.may(Action.MEMBER_LIST),
        "may_consent": here.may(Action.CONSENT_ANSWER) and here.project.is_open,
        "may_add_milestone": here.may(Action.MILESTONE_MANAGE) and here.project.is_open,
        "states": policies.next_project_states(here.project),
    }
    return render(request, "overview/project_detail.html", context)
