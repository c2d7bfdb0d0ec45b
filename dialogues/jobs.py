"""Work of dialogues that starts by itself. Beat may start a job twice: each does its work once."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from dialogues.actions.dialogues import claim_reveal
from dialogues.notices import REFLECTION_DUE
from dialogues.queries import seats
from dialogues.queries.withdrawing import contactable
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
    due = list(contactable(seats.to_write(now)).filter(dialogue__writing_ends_at__lte=now + REMIND_BEFORE))
    for seat in due:
        enqueue(
            REFLECTION_DUE,
            key=f"reflection_due:{seat.pk}",
            person=seat.person,
            project_id=seat.dialogue.project_id,
            data={"seat": str(seat.pk)},
        )
    return len(due)
