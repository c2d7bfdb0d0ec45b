"""The rounds of the pulse of the demo."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story import pulse as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.actions.pulse import Answers, answer, close_round, open_round
from projects.measures.pulse import STATEMENTS
from projects.models import Project, PulseRound

LEFT_OUT = "-"


def tell(project: Project, people: People) -> None:
    """Each round as its people answered it, a few hours apart."""
    for told in story.ROUNDS:
        row = ask(project, told, people)
        for place, said in enumerate(told.said):
            with on_day(told.opened + 1 + place % 3, hour=9 + place):
                answer(row, given=given(said), seen="", by=people[said.by])
        if told.closed is not None:
            with on_day(told.closed):
                close_round(row, by=None)


def ask(project: Project, told: story.Round, people: People) -> PulseRound:
    """The coordinator opens it."""
    last = timezone.localdate() + timedelta(days=told.last)
    with on_day(told.opened, hour=8):
        return open_round(project, closes_on=last, token=uuid4(), by=people["amara"])


def given(said: story.Said) -> Answers:
    """Signs as answers."""
    signs = {key: sign for key, sign in zip(STATEMENTS, said.signs, strict=True) if sign != LEFT_OUT}
    return Answers({key: int(sign) if sign.isdigit() else None for key, sign in signs.items()}, said.note)
