"""Which standpoints have not been heard lately."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from dialogues.queries import silences as queries
from projects.access import Here, project_view
from projects.permissions import Action


@project_view(Action.MORNING_VIEW)
@require_GET
def silences(request: HttpRequest, here: Here) -> HttpResponse:
    """Each standpoint with the month it was last heard in; no words and no names. Nothing is counted once closed."""
    asked = request.GET.get("show", "all")
    show = asked if asked in queries.SHOWS else "all"
    rows = queries.silences(here.project, timezone.now())
    context = {
        "rows": [row for row in rows if show == "all" or row.standing == show],
        "show": show,
        "shows": queries.SHOWS,
        "weeks": queries.WEEKS,
        "may_plan": here.may(Action.DIALOGUE_MANAGE) and here.project.is_open,
    }
    return render(request, "dialogues/silences.html", context)
