"""Work of dialogues that starts by itself. Beat may start a job twice: each does its work once."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from dialogues.actions.dialogues import claim_reveal
from dialogues.notices import MEETING_SOON, REFLECTION_DUE, REMIND_OF_MEETING
from dialogues.queries import meetings, seats
from notifications.actions import enqueue

REMIND_BEFORE = timedelta(hours=48)


@shared_task(name="dialogues.reveal_due")  # type: ignore[untyped-decorator]
def reveal_due() -> int:
    """Open the reflections whose time has come. Answers how many dialogues it opened."""
    return sum(claim_reveal(dialogue, by=None) for dialogue in seats.reveals_due(timezone.now()))


@shared_task(name="dialogues.remind")  # type: ignore[untyped-decorator]
def remind() -> int:
    """One reminder for each seat that can write for at most 48 hours more. Answers how many seats it looked at."""
    now = timezone.now()
    due = list(seats.to_write(now).filter(dialogue__writing_ends_at__lte=now + REMIND_BEFORE))
    for seat in due:
        enqueue(
            REFLECTION_DUE,
            key=f"reflection_due:{seat.pk}",
            person=seat.person,
            project_id=seat.dialogue.project_id,
            data={"seat": str(seat.pk)},
        )
    return len(due)


@shared_task(name="dialogues.remind_of_meetings")  # type: ignore[untyped-decorator]
def remind_of_meetings() -> int:
    """One reminder for each seat that meets within a day. Another date is another reminder. Answers how many seats."""
    due = list(meetings.to_remind(timezone.now(), REMIND_OF_MEETING))
    for seat in due:
        moment = seat.dialogue.meets_at.isoformat() if seat.dialogue.meets_at else ""
        enqueue(
            MEETING_SOON,
            key=f"{MEETING_SOON.name}:{seat.pk}:{moment}",
            person=seat.person,
            project_id=seat.dialogue.project_id,
            data={"seat": str(seat.pk), "meets_at": moment},
        )
    return len(due)
