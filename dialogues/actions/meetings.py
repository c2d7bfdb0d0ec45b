"""Whether people come, and who came."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from dialogues import events
from dialogues.actions.dialogues import locked
from dialogues.actions.withdrawing import lock_membership
from dialogues.enums import Rsvp
from dialogues.models import AgendaItem, Dialogue, Seat
from dialogues.policies import dialogues as dialogue_policies
from dialogues.policies import meetings as policies


@transaction.atomic
def answer_meeting(seat: Seat, *, rsvp: Rsvp, sequence: int, by: User) -> None:
    """Say whether this seat comes to the meeting as it stood at `sequence`. It can be said again until it begins.

    Raises PermissionDenied for anybody else's seat, Stale where the date or place has changed since, and Refused.
    """
    if seat.person_id != by.pk:
        raise PermissionDenied
    dialogue = locked(seat.dialogue)
    lock_membership(seat)
    policies.check_answer(dialogue, timezone.now())
    policies.check_same_date(dialogue, sequence)
    changed = Seat.objects.filter(pk=seat.pk).exclude(rsvp=rsvp).update(rsvp=rsvp, rsvp_at=timezone.now())
    if changed:
        record(events.MEETING_ANSWERED, by=by, project=dialogue.project, target=dialogue)


@transaction.atomic
def note_attendance(dialogue: Dialogue, *, came: Collection[UUID], covered: Collection[UUID], by: User) -> None:
    """Note which seats came and which items of the agenda the group came to; each other seat and item was not.

    Raises PermissionDenied for whoever does not lead it, Refused before the meeting and once it is closed.
    """
    dialogue_policies.check_facilitates(dialogue, by)
    dialogue = locked(dialogue)
    policies.check_note(dialogue, timezone.now())
    seats, items = list(dialogue.seats.all()), list(dialogue.agenda.all())
    for seat in seats:
        seat.attended = seat.pk in came
    for item in items:
        item.covered = item.pk in covered
    Seat.objects.bulk_update(seats, ["attended"])
    AgendaItem.objects.bulk_update(items, ["covered"])
    record(
        events.ATTENDANCE_NOTED,
        by=by,
        project=dialogue.project,
        target=dialogue,
        came=sum(bool(seat.attended) for seat in seats),
        seats=len(seats),
        covered=sum(item.covered for item in items),
    )
