"""One milestone or phase of a project, behind the project's door."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from milestones.models import Milestone, Phase
from projects.access import Here


def milestone_here(here: Here, milestone_id: UUID) -> Milestone:
    """One of this project's, as somebody here may see it; otherwise 404."""
    rows = Milestone.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project", "owner__person"), pk=milestone_id)


def phase_here(here: Here, phase_id: UUID) -> Phase:
    """One of this project's, as somebody here may see it; otherwise 404."""
    rows = Phase.objects.visible_to(here.person).filter(project=here.project)
    return get_object_or_404(rows.select_related("project"), pk=phase_id)
