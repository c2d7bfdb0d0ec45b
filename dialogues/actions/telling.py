"""Telling seats when and where they meet, and that they do not. Called in the transaction of what changed it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from dialogues import events
from dialogues.models import Dialogue, Seat
from dialogues.notices.meetings import CALLED_OFF, INVITED
from dialogues.queries import meetings as queries
from notifications.actions import enqueue


@transaction.atomic
def tell_meeting(dialogue: Dialogue, *, only_new: bool, by: User) -> None:
    """A mail to each seat with the date as it is now; to a seat at most once for each `sequence`.

    `only_new`: to seats that were told nothing yet. Nothing goes out before the dialogue is open, or once it has met.
    """
    seats = [seat for seat in queries.to_tell(dialogue, timezone.now()) if not only_new or seat.told_sequence is None]
    for seat in seats:
        enqueue(
            INVITED,
            key=f"{INVITED.name}:{seat.pk}:{dialogue.sequence}",
            person=seat.person,
            project_id=dialogue.project_id,
            data={"seat": str(seat.pk), "sequence": dialogue.sequence},
        )
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(told_sequence=dialogue.sequence)
    if seats:
        record(events.MEETING_TOLD, by=by, project=dialogue.project, target=dialogue, seats=len(seats))


@transaction.atomic
def tell_change(dialogue: Dialogue, *, was: datetime | None, by: User) -> None:
    """After what stands in calendars has changed. `was` is when the group met before.

    Another date asks everybody again whether they come; without a date it leaves the calendars.
    """
    if dialogue.meets_at != was:
        dialogue.seats.update(rsvp="", rsvp_at=None)
    if dialogue.meets_at is None:
        call_off(dialogue, seats=dialogue.seats.all(), meets_at=was, by=by)
    else:
        tell_meeting(dialogue, only_new=False, by=by)


@transaction.atomic
def call_off(dialogue: Dialogue, *, seats: Iterable[Seat], meets_at: datetime | None, by: User) -> None:
    """A mail that takes the date `meets_at` out of the calendars of these seats, if they were told and it is to come.

    The seats may be gone after this: what the mail needs is in its data. `sequence` has risen before.
    """
    told = list(queries.to_call_off(seats))
    Seat.objects.filter(pk__in=[seat.pk for seat in told]).update(told_sequence=None)
    if not told or meets_at is None or meets_at <= timezone.now():
        return
    for seat in told:
        enqueue(
            CALLED_OFF,
            key=f"{CALLED_OFF.name}:{seat.pk}:{dialogue.sequence}",
            person=seat.person,
            project_id=dialogue.project_id,
            data={
                "seat": str(seat.pk),
                "dialogue": str(dialogue.pk),
                "sequence": dialogue.sequence,
                "meets_at": meets_at.isoformat(),
            },
        )
    record(events.MEETING_CALLED_OFF, by=by, project=dialogue.project, target=dialogue, seats=len(told))
