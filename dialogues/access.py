"""What a request names in the project it is in, or 404: the same answer for what is missing and for what is foreign."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from dialogues.models import Dialogue, PromptSet, Seat
from dialogues.queries.dialogues import dialogues_seen
from dialogues.queries.meetings import own_seat
from projects.access import Here


def dialogue_here(here: Here, dialogue_id: UUID) -> Dialogue:
    """With its project fetched. Raises Http404."""
    dialogue = dialogues_seen.first(here.person, here.project, dialogue_id)
    if dialogue is None:
        raise Http404
    return dialogue


def seat_here(here: Here, dialogue_id: UUID) -> Seat:
    """The reader's own seat, its dialogue fetched. Raises Http404 for whoever has none."""
    seat = own_seat(here.person, dialogue_here(here, dialogue_id))
    if seat is None:
        raise Http404
    return seat


def prompt_set_here(here: Here, prompt_set_id: UUID) -> PromptSet:
    """A set of prompts of this project. Raises Http404."""
    rows = PromptSet.objects.visible_to(here.person).select_related("project")
    return get_object_or_404(rows, pk=prompt_set_id, project=here.project)
