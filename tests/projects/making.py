"""Milestones and terms for the tests of this app; made through the actions, since both have rules."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from accounts.models import User
from milestones.actions.milestones import Plan, add_milestone, complete_milestone
from milestones.enums import MilestoneKind, Pace
from milestones.models import Milestone
from projects.actions.members import Terms
from projects.enums import Role, Standpoint
from projects.models import Membership, Project
from tests.factories import in_days


def membership(project: Project, person: User) -> Membership:
    return Membership.objects.get(project=project, person=person)


def plan(owner: Membership, **changes: Any) -> Plan:
    words: dict[str, Any] = {
        "title": "Shared aim signed",
        "owner": owner,
        "due_on": in_days(30),
        "pace": Pace.SLOW,
        "kind": MilestoneKind.RELATIONAL,
    }
    return Plan(**words | changes)


def milestone(project: Project, by: User, **changes: Any) -> Milestone:
    owner = changes.pop("owner", None) or membership(project, by)
    return add_milestone(project, plan=plan(owner, **changes), token=uuid.uuid4(), by=by)


def done(project: Project, by: User, **changes: Any) -> Milestone:
    made = milestone(project, by, **changes)
    return complete_milestone(made, evidence="Minutes of 3 May", done_on=in_days(0), by=by)


def terms(role: Role = Role.PARTNER, standpoint: Standpoint = Standpoint.PATIENT, **dates: date | None) -> Terms:
    starts_on = dates.get("starts_on") or in_days(0)
    return Terms(role, standpoint, starts_on, dates.get("expires_on"))
