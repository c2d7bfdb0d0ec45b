"""Starting a project from a copy of another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, sent
from overview.actions import copy_project
from overview.forms import CopyForm, HandedCopyForm
from overview.policies import check_moves
from overview.queries.copies import contents, preview
from projects.access import Here, project_view
from projects.permissions import Action


@project_view(Action.PROJECT_COPY)
@get_or_post
def project_copy(request: HttpRequest, here: Here) -> HttpResponse:
    """Title and first day; then what will be copied, with its new dates; then the copy."""
    kind = CopyForm if here.membership else HandedCopyForm
    form = kind(sent(request))
    if request.method == "POST" and "again" not in request.POST and form.is_valid():
        try:
            return _made(request, here, form) if "confirmed" in request.POST else _check(request, here, form)
        except Refused as refused:
            form.refuse(refused)
    return form_page(request, "overview/project_copy.html", form, contents=contents(here.project))


def _check(request: HttpRequest, here: Here, form: CopyForm) -> HttpResponse:
    found, starts_on = contents(here.project), form.cleaned_data["starts_on"]
    check_moves(found.days, starts_on - here.project.starts_on)
    context = {"form": form, "contents": found, "preview": preview(here.project, found, starts_on)}
    return render(request, "overview/project_copy_check.html", context)


def _made(request: HttpRequest, here: Here, form: CopyForm) -> HttpResponse:
    token, lead = form.cleaned_data["form_token"], form.coordinator()
    project = copy_project(here.project, copy=form.copy(), coordinator=lead, token=token, by=here.person)
    messages.success(request, _("The copy stands. It is forming: change what differs, then invite people."))
    return see(request, project.get_absolute_url())
