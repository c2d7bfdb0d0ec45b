"""A withdrawal."""

from __future__ import annotations

from uuid import uuid4

from clahrc.demo.story.withdrawals import WITHDRAWAL
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from participants.actions.withdrawing import withdraw
from participants.enums import Scope
from participants.queries.withdrawing import effects, mark_of
from projects.models import Project


def tell_withdrawal(project: Project, people: People) -> None:
    """Somebody stops taking part and takes their words back."""
    key, day = WITHDRAWAL
    with on_day(day):
        seen = mark_of(effects(people[key], project, Scope.WORDS))
        withdraw(project, scope=Scope.WORDS, seen=seen, token=uuid4(), by=people[key])
