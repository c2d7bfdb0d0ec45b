"""Starting a project from a copy of another."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.pages import form_page, get_or_post, sent, submit
from overview.actions import copy_project
from overview.forms import CopyForm, HandedCopyForm
from overview.queries.copies import Contents, contents_of, preview_of
from projects.access import Here, project_view
from projects.models import Project
from projects.permissions import Action

FORM_TEMPLATE = "overview/project_copy.html"


@project_view(Action.PROJECT_COPY)
@get_or_post
def project_copy(request: HttpRequest, here: Here) -> HttpResponse:
    """Title and first day; then what will be copied, with its new dates; then the copy."""
    contents = contents_of(here.project)
    form_class = CopyForm if here.membership else HandedCopyForm
    form = form_class(sent(request), starts_on=here.project.starts_on, days=contents.days)
    if "again" in request.POST:
        return form_page(request, FORM_TEMPLATE, form, contents=contents)
    if request.method == "POST" and "confirmed" not in request.POST and form.is_valid():
        return _check_page(request, here.project, form, contents)
    return submit(
        request,
        form,
        lambda: _copy(here, form),
        template=FORM_TEMPLATE,
        done=_("The copy stands. It is forming: change what differs, then invite people."),
        back=Project.get_absolute_url,
        context={"contents": contents},
    )


def _check_page(request: HttpRequest, project: Project, form: CopyForm, contents: Contents) -> HttpResponse:
    """What will be copied, before anything is made."""
    preview = preview_of(project, contents, form.cleaned_data["starts_on"])
    context = {"form": form, "contents": contents, "preview": preview}
    return render(request, "overview/project_copy_check.html", context)


def _copy(here: Here, form: CopyForm) -> Project:
    token, coordinator = form.cleaned_data["form_token"], form.coordinator()
    return copy_project(here.project, details=form.details(), coordinator=coordinator, token=token, by=here.person)
