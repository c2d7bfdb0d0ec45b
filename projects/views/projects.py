"""The list of projects, one project, and making and changing one."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import administrator, person, signed_in
from core import editing
from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, page_of, sent
from projects.access import Here, project_view
from projects.actions import projects as actions
from projects.forms.projects import ApprovalsForm, ProjectCreateForm, ProjectEditForm, SeenForm
from projects.models import Project
from projects.permissions import Action
from projects.policies import projects as project_rules
from projects.queries import projects as life
from projects.queries import projects as queries


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


@project_view(Action.PROJECT_EDIT)
@get_or_post
def project_edit(request: HttpRequest, here: Here) -> HttpResponse:
    """Change the description and the dates; where somebody else changed them meanwhile, show both."""
    project_rules.check_open(here.project)
    form = ProjectEditForm(sent(request), stored=ProjectEditForm.start(here.project))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_project(here.project, words=form.words(), seen=form.cleaned_data["seen"], by=here.person)
        except editing.Stale as stale:
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
    project_rules.check_open(here.project)
    form = ApprovalsForm(sent(request), stored=ApprovalsForm.start(here.project))
    if request.method == "POST" and form.is_valid():
        values, seen = form.approvals(), form.cleaned_data["seen"]
        try:
            project = actions.edit_approvals(here.project, approvals=values, seen=seen, by=here.person)
        except editing.Stale as stale:
            form.show_stored(ApprovalsForm.start(_stored(here)))
            return _both(request, "projects/project_approvals.html", form, stale)
        messages.success(request, _("The approvals are saved."))
        for sentence in life.doubted(project):
            messages.warning(request, _("Saved as you typed it. Look again: %(usual)s") % {"usual": sentence})
        return see(request, project.get_absolute_url())
    return form_page(request, "projects/project_approvals.html", form)


def _stored(here: Here) -> Project:
    return Project.objects.visible_to(here.person).get(pk=here.project.pk)


def _both(request: HttpRequest, template: str, form: SeenForm, stale: editing.Stale) -> HttpResponse:
    """What is stored now above what was typed; pressing the button again decides."""
    return render(request, template, {"form": form, "sentence": str(stale)}, status=HTTPStatus.CONFLICT)
