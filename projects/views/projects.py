"""The list of projects, and making and changing one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.access import administrator, person, signed_in
from core.marks import mark_of
from core.pages import Stored, get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions import projects as actions
from projects.forms.projects import (
    ApprovalsForm,
    ProjectCreateForm,
    ProjectEditForm,
    initial_of_approvals,
    initial_of_details,
)
from projects.models import Project
from projects.permissions import Action
from projects.queries import projects as queries


@signed_in
@require_GET
def project_list(request: HttpRequest) -> HttpResponse:
    """The projects somebody sees, and what they are in each; `?show=` is one of `queries.SHOWS`, else all."""
    me, show = person(request), request.GET.get("show", "all")
    show = show if show in queries.SHOWS else "all"
    page = page_of(request, queries.projects(me, show))
    context = {
        "page": page,
        "rows": queries.project_rows(list(page.object_list), me),
        "show": show,
        "shows": queries.SHOWS,
        "is_filtered": show != "all",
    }
    return render(request, "projects/project_list.html", context)


@administrator
@get_or_post
def project_create(request: HttpRequest) -> HttpResponse:
    """An administrator makes a project and hands it to its first coordinator."""
    form = ProjectCreateForm(sent(request))

    def act() -> Project:
        token, lead = form.cleaned_data["form_token"], form.coordinator()
        return actions.create_project(details=form.details(), coordinator=lead, token=token, by=person(request))

    return submit(
        request,
        form,
        act,
        template="projects/project_create.html",
        done=_("The project stands. Its coordinator is told by e-mail."),
        back=Project.get_absolute_url,
    )


@project_view(Action.PROJECT_EDIT, while_open=True)
@get_or_post
def project_edit(request: HttpRequest, here: Here) -> HttpResponse:
    """Change the description and the dates."""
    start = initial_of_details(here.project)
    form = ProjectEditForm(sent(request), initial=start | {"seen": mark_of(start)})

    def act() -> Project:
        seen = form.cleaned_data["seen"]
        return actions.edit_project(here.project, details=form.details(), seen=seen, by=here.person)

    def stored() -> Stored:
        now = initial_of_details(_stored_project(here))
        return Stored({"seen": mark_of(now)}, form.rows_in_words(now))

    return submit(
        request,
        form,
        act,
        template="projects/project_edit.html",
        done=_("The project is changed."),
        back=here.project.get_absolute_url(),
        stored=stored,
    )


@project_view(Action.PROJECT_EDIT, while_open=True)
@get_or_post
def project_approvals(request: HttpRequest, here: Here) -> HttpResponse:
    """Change approvals and numbers. What looks odd is saved, and said."""
    start = initial_of_approvals(here.project)
    form = ApprovalsForm(sent(request), initial=start | {"seen": mark_of(start)})

    def act() -> None:
        seen, approvals = form.cleaned_data["seen"], form.approvals()
        _warn_of_doubts(request, actions.edit_approvals(here.project, approvals=approvals, seen=seen, by=here.person))

    def stored() -> Stored:
        now = initial_of_approvals(_stored_project(here))
        return Stored({"seen": mark_of(now)}, form.rows_in_words(now))

    return submit(
        request,
        form,
        act,
        template="projects/project_approvals.html",
        done=_("The approvals are saved."),
        back=here.project.get_absolute_url(),
        stored=stored,
    )


def _warn_of_doubts(request: HttpRequest, project: Project) -> None:
    for sentence in queries.doubted(project):
        messages.warning(request, _("Saved as you typed it. Look again: %(usual)s") % {"usual": sentence})


def _stored_project(here: Here) -> Project:
    return Project.objects.visible_to(here.person).get(pk=here.project.pk)
