"""Rows that a write locks until its transaction ends, so that whoever writes to the same one waits."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from core.compiled import compiled
from dialogues.models import Dialogue, Seat
from projects.models import Membership


@compiled
def membership_to_lock(project_id: UUID, person_id: UUID) -> QuerySet[Membership, UUID]:
    """The membership of today of somebody in a project; a key to it may still be added meanwhile."""
    rows = Membership.objects.current().filter(project=project_id, person=person_id)
    return rows.select_for_update(no_key=True).values_list("pk", flat=True)


@compiled
def dialogue_to_lock(dialogue_id: UUID) -> QuerySet[Dialogue]:
    """A dialogue with its project, which is not locked."""
    return Dialogue.objects.select_for_update(of=("self",)).select_related("project").filter(pk=dialogue_id)


@compiled
def seat_to_lock(seat_id: UUID, *, with_dialogue: bool) -> QuerySet[Seat]:
    """A seat, on demand with its dialogue and project, which are not locked."""
    rows = Seat.objects.select_for_update(of=("self",)).filter(pk=seat_id)
    return rows.select_related("dialogue__project") if with_dialogue else rows
