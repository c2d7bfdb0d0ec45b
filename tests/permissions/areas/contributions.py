"""Contributions: who may see, make, decide, tell and answer them."""

from __future__ import annotations

import uuid
from typing import Any

from accounts.models import User
from contributions import actions
from contributions.actions import ContributionDetails
from contributions.enums import Decision
from contributions.models import Contribution
from projects.models import Membership, Project
from tests.factories import in_days
from tests.permissions.answers import EVERYBODY, Row, door

DECIDED = {"contribution_id": "decided_contribution"}
# The one who was told is the coordinator; for everybody else who could answer, there is no such page.
OWN = {"partner": 404, "researcher": 404}
RECORDED = {"dialogue_id": "recorded_dialogue"}


def led(**uses: str) -> Row:
    """A form for coordinators."""
    return Row(get=door("coordinator", 200), post=door("coordinator", 422), uses=uses)


ROWS = {
    "contributions:contribution_list": Row(get=door(EVERYBODY, 200)),
    "contributions:contribution_csv": Row(post=door(EVERYBODY, 200)),
    "contributions:contribution_add": Row(
        get=door("partner researcher coordinator", 200), post=door("partner researcher coordinator", 422)
    ),
    "contributions:contribution_detail": Row(get=door(EVERYBODY, 200)),
    "contributions:contribution_edit": led(),
    "contributions:contribution_decide": led(),
    "contributions:contribution_change": led(**DECIDED),
    "contributions:contribution_tell": led(**DECIDED),
    "contributions:contribution_reply": Row(
        get=door("coordinator", 200, **OWN),
        post=door("coordinator", 422, **OWN),
        uses={"contribution_id": "told_contribution"},
    ),
    "dialogues:contribution_from_reflection": led(**{"dialogue_id": "answered_dialogue"}),
    "dialogues:contribution_from_agreement": led(**RECORDED),
    "dialogues:contribution_from_disagreement": led(**RECORDED),
    "dialogues:contribution_from_action": led(**RECORDED),
}


def fill(project: Project, lead: User) -> dict[str, Any]:
    """A contribution that waits, one that is decided, and one that the lead was told about."""
    mine = Membership.objects.get(project=project, person=lead)
    waiting, decided, told = (made(project, mine) for _ in range(3))
    for row in (decided, told):
        actions.decide_contribution(row, decision=Decision.ADOPTED, reason="", version=1, by=lead)
    actions.tell_contributor(told, feedback="We did it.", quiet_until=in_days(30), version=2, by=lead)
    return {
        "contribution_id": waiting.pk,
        "decided_contribution": decided.pk,
        "told_contribution": told.pk,
    }


def made(project: Project, mine: Membership) -> Contribution:
    """By hand."""
    words = ContributionDetails("Letters say who calls.", mine, mine.standpoint, owner=None)
    return actions.make_contribution(project, details=words, token=uuid.uuid4(), by=mine.person)
