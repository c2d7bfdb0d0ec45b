"""Adding many milestones from a file."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from core.forms import CleanForm
from core.pages import get_or_post, page_of, sent, submit
from milestones.actions.lists import add_listed, upload_milestones
from milestones.enums import MilestoneKind, Pace, RelationalStep
from milestones.formats.lists import HEADER
from milestones.forms.planning import MilestoneListForm
from milestones.models import MilestoneList
from milestones.queries import lists as queries
from projects.access import Here, project_view
from projects.permissions import Action


@project_view(Action.MILESTONE_MANAGE, while_open=True)
@get_or_post
def milestone_import(request: HttpRequest, here: Here) -> HttpResponse:
    """Read a file of milestones; nothing is added yet."""
    form = MilestoneListForm(sent(request), request.FILES or None)

    def act() -> MilestoneList:
        rows, token = form.cleaned_data["file"], form.cleaned_data["form_token"]
        return upload_milestones(here.project, rows=rows, token=token, by=here.person)

    def address(listed: MilestoneList) -> str:
        return reverse("milestones:milestone_list_detail", args=[here.project.pk, listed.pk])

    names = {"paces": Pace, "kinds": MilestoneKind, "relational_steps": RelationalStep}
    return submit(
        request,
        form,
        act,
        template="milestones/milestone_import.html",
        done="",
        back=address,
        context={name: [str(label) for label in kind.labels] for name, kind in names.items()},
    )


@project_view(Action.MILESTONE_MANAGE)
@require_GET
def milestone_template(request: HttpRequest, here: Here) -> HttpResponse:
    """An empty file with the right first line."""
    answer = HttpResponse("\ufeff" + ",".join(HEADER) + "\r\n", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="milestones.csv"'
    return answer


def _added_sentence(added: int) -> str:
    return ngettext("%d milestone is added.", "%d milestones are added.", added) % added


@project_view(Action.MILESTONE_MANAGE)
@get_or_post
def milestone_list_detail(request: HttpRequest, here: Here, milestone_list_id: UUID) -> HttpResponse:
    """What becomes of each row, what needs correcting first; the button adds. It is read in a closed project too."""
    mine = MilestoneList.objects.visible_to(here.person).filter(project=here.project)
    listed = get_object_or_404(mine.select_related("project"), pk=milestone_list_id)
    rows = queries.list_rows(listed)
    page = page_of(request, queries.errors_first(rows))
    counts = queries.counts_by_standing(rows)
    return submit(
        request,
        CleanForm(sent(request)),
        partial(add_listed, listed, by=here.person),
        template="milestones/milestone_list_detail.html",
        done=_added_sentence,
        back=reverse("milestones:milestone_list", args=[here.project.pk]),
        context={"listed": listed, "page": page, "rows": page.object_list, "counts": counts},
    )
