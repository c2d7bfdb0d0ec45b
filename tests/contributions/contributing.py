"""Contributions at each point of their way, for tests; made through the actions."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from accounts.models import User
from contributions import actions
from contributions.actions import ContributionDetails
from contributions.enums import Decision
from contributions.models import Contribution, ContributionReply
from dialogues.actions.contributions import take_up_reflection
from dialogues.models import Reflection
from projects.models import Membership, Project
from tests.factories import in_days

SAID = "The letter should say when somebody calls."


def place(project: Project, person: User) -> Membership:
    return Membership.objects.select_related("person", "project").get(project=project, person=person)


def words(said: str = SAID, who: Membership | None = None, **fields: Any) -> ContributionDetails:
    start: dict[str, Any] = {"standpoint": who.standpoint if who else "", "owner": None}
    return ContributionDetails(said=said, contributor=who, **start | fields)


def made(project: Project, by: User, who: User | None = None, said: str = SAID, **fields: Any) -> Contribution:
    """By hand, for oneself or for `who`."""
    given = words(said, place(project, who or by), **fields)
    return actions.make_contribution(project, details=given, token=uuid.uuid4(), by=by)


def from_nobody(project: Project, by: User, said: str = SAID, **fields: Any) -> Contribution:
    return actions.make_contribution(project, details=words(said, **fields), token=uuid.uuid4(), by=by)


def taken(reflection: Reflection, by: User, said: str = SAID, **fields: Any) -> Contribution:
    return take_up_reflection(reflection, details=words(said, **fields), token=uuid.uuid4(), by=by)


def now(row: Contribution) -> Contribution:
    """As it is stored."""
    return Contribution.objects.select_related("project", "contributor__person", "owner__person").get(pk=row.pk)


def decided(row: Contribution, by: User, decision: Decision = Decision.ADOPTED, reason: str = "") -> Contribution:
    reason = reason or ("" if decision == Decision.ADOPTED else "It costs too much.")
    return actions.decide_contribution(now(row), decision=decision, reason=reason, version=now(row).version, by=by)


def changed(row: Contribution, by: User) -> Contribution:
    row = decided(row, by)
    version = now(row).version
    return actions.note_change(row, change="The letter is new.", evidence="Letter of May", version=version, by=by)


def told(row: Contribution, by: User, quiet_until: date | None = None, feedback: str = "We did it.") -> Contribution:
    if not now(row).decision:
        decided(row, by)
    until = quiet_until or in_days(30)
    return actions.tell_contributor(now(row), feedback=feedback, quiet_until=until, version=now(row).version, by=by)


def replied(row: Contribution, by: User, settled: bool = True, text: str = "") -> ContributionReply:
    return actions.send_reply(now(row), settled=settled, text=text, token=uuid.uuid4(), by=by)


def closed(row: Contribution, lead: User, by: User) -> Contribution:
    told(row, lead)
    replied(row, by)
    return now(row)


def past(row: Contribution, days: int = 1) -> Contribution:
    """The stated day is over."""
    Contribution.objects.filter(pk=row.pk).update(quiet_until=in_days(-days))
    return now(row)


def late(row: Contribution, days: int = 4) -> Contribution:
    """Past its clock."""
    Contribution.objects.filter(pk=row.pk).update(answer_by=in_days(-days))
    return now(row)
