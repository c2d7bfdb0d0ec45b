"""The pulse: for those who take part; never for observers, and not for administrators."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from projects.models import Project
from tests.permissions.answers import TAKING_PART, Row, door
from understanding.actions.pulse import close_round, open_round

CLOSED, OPEN = {"round_id": "closed_pulse"}, {"round_id": "open_pulse"}
ROWS: dict[str, Row] = {
    "understanding:pulse_list": Row(get=door(TAKING_PART, 200)),
    # One round at a time: another is open here.
    "understanding:pulse_open": Row(get=door("coordinator", 409), post=door("coordinator", 422)),
    "understanding:pulse_round": Row(get=door(TAKING_PART, 200), uses=OPEN),
    "understanding:pulse_answer": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422), uses=OPEN),
    "understanding:pulse_close": Row(get=door("coordinator", 200), post=door("coordinator", 303), uses=OPEN),
    "understanding:pulse_csv": Row(post=door(TAKING_PART, 200), uses=CLOSED),
}


def fill(project: Project, lead: User) -> dict[str, uuid.UUID]:
    """A round that was closed, and one that is open."""
    last = timezone.localdate() + timedelta(days=14)
    first = open_round(project, closes_on=last, token=uuid.uuid4(), by=lead)
    close_round(first, by=lead)
    second = open_round(project, closes_on=last, token=uuid.uuid4(), by=lead)
    return {"closed_pulse": first.pk, "open_pulse": second.pk}
