"""The shared aim and expectations: who gets what, and one of everything."""

from __future__ import annotations

import uuid
from typing import Any

from accounts.models import User
from projects.models import Project
from tests import factories
from tests.permissions.answers import EVERYBODY, TAKING_PART, Row, door
from understanding.actions.aims import write_aim
from understanding.actions.expectations import ask_everybody, reveal_round, save_draft, send_drafts
from understanding.enums import Topic

REVEALED = {"round_id": "revealed_round"}
ROWS: dict[str, Row] = {
    "understanding:aim_detail": Row(get=door(EVERYBODY, 200)),
    "understanding:aim_write": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "understanding:aim_history": Row(get=door(EVERYBODY, 200)),
    "understanding:aim_csv": Row(post=door(EVERYBODY, 200)),
    "understanding:aim_sign": Row(post=door(TAKING_PART, 303)),
    "understanding:aim_unsign": Row(post=door(TAKING_PART, 303)),
    "understanding:expectation_list": Row(get=door(TAKING_PART, 200)),
    # One round is open already.
    "understanding:expectation_ask": Row(get=door("coordinator", 409), post=door("coordinator", 422)),
    "understanding:expectation_round": Row(get=door(TAKING_PART, 200)),
    "understanding:expectation_csv": Row(post=door(TAKING_PART, 200), uses=REVEALED),
    # Nobody has sent anything yet.
    "understanding:expectation_reveal": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "understanding:expectation_again": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
    "understanding:expectation_write": Row(get=door(TAKING_PART, 200), post=door(TAKING_PART, 422)),
    "understanding:expectation_autosave": Row(post=door(TAKING_PART, 422)),
    "understanding:expectation_check": Row(get=door(TAKING_PART, 200)),
    "understanding:expectation_send": Row(get=door(TAKING_PART, 303), post=door(TAKING_PART, 422)),
    "understanding:expectation_sent": Row(get=door(TAKING_PART, 303)),
}


def fill(project: Project, lead: User) -> dict[str, Any]:
    """An aim, a revealed round of two people, and an open one."""
    other = factories.in_project(project, f"Lou {uuid.uuid4().hex}", "partner", "public")
    aim = write_aim(project, text="Nobody leaves without a say.", token=uuid.uuid4(), by=lead)
    first = ask_everybody(project, ask_again_on=None, token=uuid.uuid4(), by=lead)
    for person in (lead, other):
        save_draft(first, topic=Topic.PURPOSE, text="To listen.", version=0, by=person)
        send_drafts(first, by=person)
    reveal_round(first, ask_again_on=None, by=lead)
    second = ask_everybody(project, ask_again_on=None, token=uuid.uuid4(), by=lead)
    return {"aim_id": aim.pk, "revealed_round": first.pk, "round_id": second.pk}
