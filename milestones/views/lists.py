"""Adding many milestones from a file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core.errors import Refused
from core.htmx import see
from core.pages import form_page, get_or_post, page_of
from milestones.actions.lists import add_listed, upload_milestones
from milestones.enums import MilestoneKind, Pace, RelationalStep
from milestones.formats.lists import HEADER
from milestones.forms.planning import MilestoneListForm
from milestones.models import MilestoneList
from milestones.queries import lists as queries
from projects.access import Here, project_view
from projects.permissions import Action
from projects.policies import projects as policies


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_import(request: HttpRequest, here: Here) -> HttpResponse:
    """Read a file of milestones; nothing is added yet."""
    policies.check_open(here.project)
    form = MilestoneListForm(request.POST, request.FILES) if request.method == "POST" else MilestoneListForm()
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            listed = upload_milestones(here.project, rows=data["file"], token=data["form_token"], by=here.person)
        except Refused as refused:
            form.refuse(refused)
        else:
            return see(request, reverse("milestones:milestone_list_detail", args=[here.project.pk, listed.pk]))
    context = {"paces": list(Pace), "kinds": list(MilestoneKind), "steps": list(RelationalStep)}
    return form_page(request, "milestones/milestone_import.html", form, **context)


@project_view(Action.MILESTONE_MANAGE)
@require_GET
def milestone_template(request: HttpRequest, here: Here) -> HttpResponse:
    """An empty file with the right first line."""
    answer = HttpResponse("\ufeff" + ",".join(HEADER) + "\r\n", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="milestones.csv"'
    return answer


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_list_detail(request: HttpRequest, here: Here, milestone_list_id: UUID) -> HttpResponse:
    """What becomes of each row, what needs correcting first; the button adds."""
    mine = MilestoneList.objects.visible_to(here.person).filter(project=here.project)
    listed = get_object_or_404(mine.select_related("project"), pk=milestone_list_id)
    if request.method == "POST":
        added = add_listed(listed, by=here.person)
        messages.success(request, ngettext("%d milestone is added.", "%d milestones are added.", added) % added)
        return see(request, reverse("milestones:milestone_list", args=[here.project.pk]))
    rows = queries.list_rows(listed)
    page = page_of(request, queries.errors_first(rows))
    context = {"listed": listed, "page": page, "rows": page.object_list, "counts": queries.counts(rows)}
    return render(request, "milestones/milestone_list_detail.html", context)
