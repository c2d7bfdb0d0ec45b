"""Rounds of the pulse for tests, made through the actions."""

from __future__ import annotations

import uuid

from accounts.models import User
from projects.models import Project
from tests import factories
from tests.factories import in_days
from understanding.actions.pulse import PulseAnswers, answer_round, close_round, open_round
from understanding.models import PulseAnswer, PulseRound
from understanding.policies.pulse import mark_of_answer


def opened(project: Project, by: User, days: int = 14) -> PulseRound:
    return open_round(project, closes_on=in_days(days), token=uuid.uuid4(), by=by)


def answers(note: str = "", **steps: int | None) -> PulseAnswers:
    return PulseAnswers(steps or {"voice": 4}, note)


def answered(row: PulseRound, by: User, note: str = "", **steps: int | None) -> PulseAnswer:
    stored = PulseAnswer.objects.filter(round=row, membership__person=by).first()
    return answer_round(row, answers=answers(note, **steps), seen=mark_of_answer(stored), by=by)


def crowd(project: Project, **counts: int) -> list[User]:
    """So many new partners from each standpoint."""
    return [
        factories.in_project(project, f"{kind.capitalize()} Number {place}", "partner", kind)
        for kind, count in counts.items()
        for place in range(count)
    ]


def closed(project: Project, by: User, **counts: int) -> PulseRound:
    """A closed round in which so many from each standpoint agreed that something changed, each with a note."""
    row = opened(project, by)
    for person in crowd(project, **counts):
        answered(row, person, note=f"A note from {person.full_name}")
    close_round(row, by=by)
    row.refresh_from_db()
    return row
