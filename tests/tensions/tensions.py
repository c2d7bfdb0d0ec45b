"""Tensions for tests, made through the actions, since they have rules."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from accounts.models import User
from projects.models import Project
from tensions import actions
from tensions.actions import Difficulty
from tensions.enums import Challenge, Nature, TensionState
from tensions.models import Tension, TensionStep
from tests.factories import in_days


def told(**changes: Any) -> Difficulty:
    """What somebody says is difficult."""
    words: dict[str, Any] = {
        "nature": Nature.TENSION,
        "challenge": Challenge.PACE,
        "title": "The clinic cannot wait and the study cannot hurry.",
        "text": "",
        "borne_by": ["patient"],
        "owner": None,
    }
    return Difficulty(**words | changes)


def tension(project: Project, by: User, *, days: int = 0, **changes: Any) -> Tension:
    """One that was raised so many days ago."""
    made = actions.raise_tension(project, difficulty=told(**changes), token=uuid.uuid4(), by=by)
    if days:
        Tension.objects.filter(pk=made.pk).update(raised_on=in_days(-days))
        made.refresh_from_db()
    return made


def step(tension: Tension, by: User, text: str = "We talked.", *, days: int = 0) -> TensionStep:
    """A step, taken and written down so many days ago."""
    made = actions.take_step(tension, text=text, taken_on=in_days(-days), token=uuid.uuid4(), by=by)
    TensionStep.objects.filter(pk=made.pk).update(created_at=made.created_at - timedelta(days=days))
    return made


def escalated(tension: Tension, by: User, to: str = "The research office") -> Tension:
    return actions.escalate_tension(tension, to=to, why="The form is theirs.", token=uuid.uuid4(), by=by)


def returned(tension: Tension, by: User) -> Tension:
    return actions.bring_tension_back(tension, why="They left it to us.", token=uuid.uuid4(), by=by)


def resolved(tension: Tension, by: User) -> Tension:
    return actions.close_tension(tension, to=TensionState.RESOLVED, why="We agreed.", token=uuid.uuid4(), by=by)


def lived_with(tension: Tension, by: User) -> Tension:
    return actions.close_tension(tension, to=TensionState.LIVED_WITH, why="It stays.", token=uuid.uuid4(), by=by)


def reopened(tension: Tension, by: User) -> Tension:
    return actions.reopen_tension(tension, why="It came back.", token=uuid.uuid4(), by=by)
