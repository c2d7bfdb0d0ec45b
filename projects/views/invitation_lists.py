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
from core.htmx import see
from core.pages import get_or_post, page_of, sent, submit
from projects.access import Here, project_view
from projects.actions.invitation_lists import confirm_list, upload_list
from projects.enums import MEMBER_ROLES, Standpoint
from projects.formats.people import HEADER
from projects.forms.people import ListForm
from projects.models import InvitationList
from projects.permissions import Action
from projects.queries import invitation_lists as queries
from projects.views.invitations import too_many_answer


@project_view(Action.MEMBER_MANAGE, while_open=True)
@get_or_post
def list_upload(request: HttpRequest, here: Here) -> HttpResponse:
    """Read a file of people; nobody is invited yet."""
    form = ListForm(sent(request), request.FILES or None)

    def act() -> InvitationList:
        rows, token = form.cleaned_data["file"], form.cleaned_data["form_token"]
        return upload_list(here.project, rows=rows, token=token, by=here.person)

    return submit(
        request,
        form,
        act,
        template="projects/list_upload.html",
        done="",
        back=lambda uploaded: reverse("projects:list_detail", args=[here.project.pk, uploaded.pk]),
        context={
            "roles": ", ".join(str(role.label) for role in MEMBER_ROLES),
            "standpoints": ", ".join(str(standpoint.label) for standpoint in Standpoint),
        },
    )


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
    """What becomes of each row, what needs correcting first; the button invites.

    Not run by `submit`: there is nothing to type, and 5,000 rows are not read again to say that too many were invited.
    """
    lists = InvitationList.objects.visible_to(here.person).filter(project=here.project)
    uploaded = get_object_or_404(lists.select_related("project"), pk=list_id)
    if request.method == "POST":
        try:
            number_invited = confirm_list(uploaded, by=here.person)
        except TooMany as refused:
            return too_many_answer(request, refused)
        sentence = ngettext("%d person is invited.", "%d people are invited.", number_invited)
        messages.success(request, sentence % number_invited)
        return see(request, reverse("projects:invitation_list", args=[here.project.pk]))
    rows = queries.list_rows(uploaded)
    page = page_of(request, queries.errors_first(rows))
    context = {"uploaded": uploaded, "page": page, "rows": page.object_list, "counts": queries.counts(rows)}
    return render(request, "projects/list_detail.html", context)
