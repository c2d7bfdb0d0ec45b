"""Tensions and barriers: an open one and one in each other state, and a kept disagreement that is not one yet."""

from __future__ import annotations

import uuid
from typing import Any

from accounts.models import User
from projects.models import Project
from tensions.actions import Difficulty, close_tension, escalate_tension, raise_tension
from tensions.enums import Challenge, Nature, TensionState
from tensions.models import Tension
from tests.permissions.answers import TAKING_PART, Row, door

MANAGING = Row(get=door("coordinator", 200), post=door("coordinator", 422))
ROWS: dict[str, Row] = {
    "tensions:tension_list": Row(get=door(TAKING_PART, 200)),
    "tensions:tension_csv": Row(post=door(TAKING_PART, 200)),
    "tensions:tension_add": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422)),
    "tensions:tension_detail": Row(get=door(TAKING_PART, 200)),
    # It was raised by the coordinator: others who take part are turned back behind the door.
    "tensions:tension_edit": MANAGING,
    "tensions:tension_step": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422)),
    "tensions:tension_escalate": MANAGING,
    "tensions:tension_return": Row(MANAGING.get, MANAGING.post, {"tension_id": "escalated_tension"}),
    "tensions:tension_close": MANAGING,
    "tensions:tension_reopen": Row(MANAGING.get, MANAGING.post, {"tension_id": "ended_tension"}),
    "dialogues:disagreement_raise": Row(
        get=door(TAKING_PART, 200), post=door(TAKING_PART, 422), uses={"dialogue_id": "recorded_dialogue"}
    ),
}


def _raised(project: Project, lead: User) -> Tension:
    told = Difficulty(Nature.BARRIER, Challenge.INSTITUTION, "Nine signatures for a leaflet.", "", ["patient"])
    return raise_tension(project, difficulty=told, token=uuid.uuid4(), by=lead)


def fill(project: Project, lead: User) -> dict[str, Any]:
    """One open, one escalated, one lived with."""
    escalated, ended = _raised(project, lead), _raised(project, lead)
    escalate_tension(escalated, to="The research office", why="The form is theirs.", token=uuid.uuid4(), by=lead)
    close_tension(ended, to=TensionState.LIVED_WITH, why="The form stays.", token=uuid.uuid4(), by=lead)
    return {"tension_id": _raised(project, lead).pk, "escalated_tension": escalated.pk, "ended_tension": ended.pk}
