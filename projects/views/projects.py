"""The list of projects, one project, and making and changing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import administrator, person, signed_in
from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, page_of, sent
from projects import policies, queries
from projects.access import Here, project_view
from projects.actions import projects as actions
from projects.forms import ProjectCreateForm, ProjectForm, ProjectStateForm
from projects.models import Project
from projects.permissions import Action
from projects.queries.aims import current_aim
from projects.queries.morning import Morning, morning


@signed_in
@require_GET
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects somebody sees, and what they are in each."""
    me = person(request)
    page = page_of(request, Project.objects.visible_to(me).order_by("title", "id"))
    rows = queries.project_rows(list(page.object_list), me)
    return render(request, "projects/project_list.html", {"page": page, "rows": rows})


@administrator
@get_or_post
def project_create(request: HttpRequest) -> HttpResponse:
    """An administrator makes a project and hands it to its first coordinator."""
    form = ProjectCreateForm(sent(request))
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.create_project(
                words=form.words(),
                coordinator=form.coordinator(),
                token=form.cleaned_data["form_token"],
                by=person(request),
            )
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The project stands. Its coordinator is told by e-mail."))
            return see(request, project.get_absolute_url())
    return form_page(request, "projects/project_create.html", form)


def morning_of(here: Here) -> Morning | None:
    """The numbers that a coordinator's morning begins with. Nothing is asked of a closed project."""
    wanted = here.may(Action.MORNING_VIEW) and here.project.is_open
    return morning(here.project.pk, timezone.now(), here.opens) if wanted else None


@project_view(Action.PROJECT_VIEW)
@require_GET
def project_detail(request: HttpRequest, here: Here) -> HttpResponse:
    """What a project is about, who is in it, and which milestones come next."""
    today = timezone.localdate()
    standpoints = queries.standpoints(here.project)
    context = {
        "standpoints": [row for row in standpoints if row.count],
        "aim": current_aim(here.project),
        "missing": [row for row in standpoints if not row.count],
        "progress": queries.progress(here.project, here.person, today),
        "rows": queries.next_milestones(here.project, here.person, today),
        "morning": morning_of(here),
        "may_edit": here.may(Action.PROJECT_EDIT),
        "may_list_members": here.may(Action.MEMBER_LIST),
        "may_consent": here.may(Action.CONSENT_ANSWER) and here.project.is_open,
        "may_add_milestone": here.may(Action.MILESTONE_MANAGE) and here.project.is_open,
        "states": policies.next_project_states(here.project),
    }
    return render(request, "projects/project_detail.html", context)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_edit(request: HttpRequest, here: Here) -> HttpResponse:
    """Change the description and the dates."""
    policies.check_open(here.project)
    form = ProjectForm(sent(request), initial=ProjectForm.start(here.project))
    if request.method == "POST" and form.is_valid():
        try:
            project = actions.edit_project(here.project, words=form.words(), by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The project is changed."))
            return see(request, project.get_absolute_url())
    return form_page(request, "projects/project_edit.html", form)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_state(request: HttpRequest, here: Here) -> HttpResponse:
    """Take the project a step further: active, closed, archived."""
    states = policies.next_project_states(here.project)
    form = ProjectStateForm(sent(request), states=states)
    if request.method == "POST" and form.is_valid():
        project = actions.change_state(here.project, to=form.cleaned_data["to"], by=here.person)
        messages.success(request, _("The state of the project is changed."))
        return see(request, project.get_absolute_url())
    return form_page(request, "projects/project_state.html", form, states=states)
