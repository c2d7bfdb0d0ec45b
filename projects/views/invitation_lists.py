"""Inviting many people from a file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core.editing import TooMany
from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, page_of
from projects.access import Here, project_view
from projects.actions.invitation_lists import confirm_list, upload_list
from projects.enums import MEMBER_ROLES, Standpoint
from projects.formats.people import HEADER
from projects.forms.people import ListForm
from projects.models import InvitationList
from projects.permissions import Action
from projects.policies import projects as policies
from projects.queries import invitation_lists as queries
from projects.views.invitations import wait_an_hour


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def list_upload(request: HttpRequest, here: Here) -> HttpResponse:
    """Read a file of people; nobody is invited yet."""
    policies.check_open(here.project)
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            people = upload_list(here.project, rows=data["file"], token=data["form_token"], by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            return see(request, reverse("projects:list_detail", args=[here.project.pk, people.pk]))
    context = {"roles": MEMBER_ROLES, "standpoints": list(Standpoint)}
    return form_page(request, "projects/list_upload.html", form, **context)


@project_view(Action.MEMBER_MANAGE)
@require_GET
def list_template(request: HttpRequest, here: Here) -> HttpResponse:
    """An empty file with the right first line."""
    answer = HttpResponse("\ufeff" + ",".join(HEADER) + "\r\n", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="people.csv"'
    return answer


@project_view(Action.MEMBER_MANAGE)
@get_or_post
def list_detail(request: HttpRequest, here: Here, list_id: UUID) -> HttpResponse:
    """What becomes of each row, what needs correcting first; the button invites."""
    mine = InvitationList.objects.visible_to(here.person).filter(project=here.project)
    people = get_object_or_404(mine.select_related("project"), pk=list_id)
    if request.method == "POST":
        try:
            invited = confirm_list(people, by=here.person)
        except TooMany as refused:
            return wait_an_hour(request, refused)
        messages.success(request, ngettext("%d person is invited.", "%d people are invited.", invited) % invited)
        return see(request, reverse("projects:invitation_list", args=[here.project.pk]))
    rows = queries.list_rows(people)
    page = page_of(request, queries.errors_first(rows))
    context = {"people": people, "page": page, "rows": page.object_list, "counts": queries.counts(rows)}
    return render(request, "projects/list_detail.html", context)
