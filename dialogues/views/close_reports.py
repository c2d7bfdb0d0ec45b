"""The report of a dialogue."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from dialogues.access import dialogue_here
from dialogues.policies.outcomes import check_report
from dialogues.queries import close_reports as queries
from projects.access import Here, project_view
from projects.permissions import Action


@project_view(Action.DIALOGUE_VIEW)
@require_GET
def close_report(request: HttpRequest, here: Here, dialogue_id: UUID) -> HttpResponse:
    """Whose voice was heard, in numbers; after it was held or closed. Never words."""
    dialogue = dialogue_here(here, dialogue_id)
    check_report(dialogue)
    context = {"dialogue": dialogue, "report": queries.close_report(dialogue)}
    return render(request, "dialogues/close_report.html", context)
