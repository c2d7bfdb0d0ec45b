"""What happened in a project."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from core.pages import page_of
from overview.queries import history as queries
from projects.access import Here, project_view
from projects.permissions import Action


@project_view(Action.HISTORY_VIEW)
@require_GET
def history(request: HttpRequest, here: Here) -> HttpResponse:
    """The events of the project, newest first."""
    page = page_of(request, queries.events_of(here.project))
    rows = queries.history_rows(here.project, page.object_list, here.person)
    return render(request, "overview/history.html", {"page": page, "rows": rows})
