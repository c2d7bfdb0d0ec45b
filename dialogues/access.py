"""A dialogue of the project a request is in, or 404: the same answer for a missing and for a foreign one."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from dialogues.models import Dialogue
from projects.access import Here


def dialogue_here(here: Here, dialogue_id: UUID) -> Dialogue:
    """With its project fetched. Raises Http404."""
    rows = Dialogue.objects.visible_to(here.person).select_related("project")
    return get_object_or_404(rows, pk=dialogue_id, project=here.project)
