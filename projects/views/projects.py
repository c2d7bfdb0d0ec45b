"""The list of projects, one project, and making and changing one."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import administrator, person, signed_in
from core.dates import site_today
from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, page_of, sent
from projects import policies, queries
from projects.access import Here, project_view
from projects.actions import projects as actions
from projects.forms import ProjectCreateForm
from projects.forms.life import ApprovalsForm, ProjectEditForm, SeenForm
from projects.models import Project
from projects.permissions import Action
from projects.queries import life
from projects.queries.aims import aim_card
from projects.queries.milestones import next_milestones, progress
from projects.queries.morning import Morning, morning
from projects.queries.phases import phases_of


@signed_in
@require_GET
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects somebody sees, and what they are in each; `?show=` is one of `life.SHOWS`, else all."""
    me, asked = person(request), request.GET.get("show", "all")
    show = asked if asked in life.SHOWS else "all"
    page = page_of(request, life.projects(me, show))
    rows = queries.project_rows(list(page.object_list), me)
    context = {"page": page, "rows": rows, "show": show, "shows": life.SHOWS}
    return render(request, "projects/project_list.html", context)


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
    return render(request, "projects/project_detail.html", context)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_edit(request: HttpRequest, here: Here) -> HttpResponse:
    """Change the description and the dates; where somebody else changed them meanwhile, show both."""
    policies.check_open(here.project)
    form = ProjectEditForm(sent(request), stored=ProjectEditForm.start(here.project))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_project(here.project, words=form.words(), seen=form.cleaned_data["seen"], by=here.person)
        except policies.Stale as stale:
            form.show_stored(ProjectEditForm.start(_stored(here)))
            return _both(request, "projects/project_edit.html", form, stale)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _("The project is changed."))
            return see(request, here.project.get_absolute_url())
    return form_page(request, "projects/project_edit.html", form)


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_approvals(request: HttpRequest, here: Here) -> HttpResponse:
    """Change approvals and numbers. What looks odd is saved, and said."""
    policies.check_open(here.project)
    form = ApprovalsForm(sent(request), stored=ApprovalsForm.start(here.project))
    if request.method == "POST" and form.is_valid():
        values, seen = form.approvals(), form.cleaned_data["seen"]
        try:
            project = actions.edit_approvals(here.project, approvals=values, seen=seen, by=here.person)
        except policies.Stale as stale:
            form.show_stored(ApprovalsForm.start(_stored(here)))
            return _both(request, "projects/project_approvals.html", form, stale)
        messages.success(request, _("The approvals are saved."))
        for sentence in life.doubted(project):
            messages.warning(request, _("Saved as you typed it. Look again: %(usual)s") % {"usual": sentence})
        return see(request, project.get_absolute_url())
    return form_page(request, "projects/project_approvals.html", form)


def _stored(here: Here) -> Project:
    return Project.objects.visible_to(here.person).get(pk=here.project.pk)


def _both(request: HttpRequest, template: str, form: SeenForm, stale: policies.Stale) -> HttpResponse:
    """What is stored now above what was typed; pressing the button again decides."""
    return render(request, template, {"form": form, "sentence": str(stale)}, status=HTTPStatus.CONFLICT)
