"""Work of dialogues that starts by itself. Beat may start a job twice: each does its work once."""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from core.dates import site_today
from dialogues.actions.dialogues import claim_reveal
from dialogues.notices.meetings import MEETING_SOON, REMIND_OF_MEETING
from dialogues.notices.outcomes import ACTION_DUE, LOOK_BACK
from dialogues.notices.writing import REFLECTION_DUE
from dialogues.queries import look_backs, meetings, outcomes, seats
from notifications.actions import enqueue

REMIND_BEFORE = timedelta(hours=48)
REMIND_OF_ACTION = timedelta(days=3)


@shared_task(name="dialogues.reveal_due")  # type: ignore[untyped-decorator]
def reveal_due() -> int:
    """Open the reflections whose time has come. Answers how many dialogues it opened."""
    return sum(claim_reveal(dialogue, by=None) for dialogue in seats.reveals_due(timezone.now()))


@shared_task(name="dialogues.remind")  # type: ignore[untyped-decorator]
def remind() -> int:
    """One reminder for each seat that can write for at most 48 hours more. Answers how many seats it looked at."""
    now = timezone.now()
    due = list(seats.contactable(seats.to_write(now)).filter(dialogue__writing_ends_at__lte=now + REMIND_BEFORE))
    for seat in due:
        enqueue(
            REFLECTION_DUE,
            key=f"reflection_due:{seat.pk}",
            person=seat.person,
            project_id=seat.dialogue.project_id,
            data={"seat": str(seat.pk)},
        )
    return len(due)


@shared_task(name="dialogues.action_due")  # type: ignore[untyped-decorator]
def action_due() -> int:
    """One reminder within three days before an agreed action is due, and one when it is late.

    A day that moves is reminded of anew. Answers how many actions it looked at.
    """
    today = site_today()
    due = list(outcomes.to_do(today + REMIND_OF_ACTION))
    for action in due:
        late, on = action.due_on < today, action.due_on.isoformat()
        enqueue(
            ACTION_DUE,
            key=f"action_due:{action.pk}:{action.owner_id}:{on}:{'late' if late else 'soon'}",
            person=action.owner.person,
            project_id=action.dialogue.project_id,
            data={"action": str(action.pk), "due_on": on, "late": late},
        )
    return len(due)


@shared_task(name="dialogues.look_back")  # type: ignore[untyped-decorator]
def look_back() -> int:
    """One mail to each seat of a dialogue that looks back. Answers how many seats it looked at."""
    asked = list(look_backs.to_look_back(site_today()))
    for seat in asked:
        enqueue(
            LOOK_BACK,
            key=f"look_back:{seat.pk}:{seat.since}",  # type: ignore[attr-defined]
            person=seat.person,
            project_id=seat.dialogue.project_id,
            data={"seat": str(seat.pk)},
        )
    return len(asked)


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
