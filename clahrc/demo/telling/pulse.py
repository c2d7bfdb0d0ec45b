"""The rounds of the pulse: opened, answered, closed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story.pulse import PULSE_ROUNDS, PulseAnswersStory, PulseRoundStory
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.models import Project
from understanding.actions.pulse import PulseAnswers, answer_round, close_round, open_round
from understanding.measures.pulse import STATEMENTS
from understanding.models import PulseRound

LEFT_OUT = "-"


def tell_pulse(project: Project, people: People) -> None:
    """Each round as its people answered it, a few hours apart."""
    for story in PULSE_ROUNDS:
        row = open_pulse(project, story, people)
        for place, sheet in enumerate(story.sheets):
            with on_day(story.opened + 1 + place % 3, hour=9 + place):
                answer_round(row, answers=answers_from(sheet), seen="", by=people[sheet.by])
        if story.closed is not None:
            with on_day(story.closed):
                close_round(row, by=None)


def open_pulse(project: Project, story: PulseRoundStory, people: People) -> PulseRound:
    """The coordinator opens a round."""
    last_day = timezone.localdate() + timedelta(days=story.last)
    with on_day(story.opened, hour=8):
        return open_round(project, closes_on=last_day, token=uuid4(), by=people["amara"])


def answers_from(sheet: PulseAnswersStory) -> PulseAnswers:
    """The signs as answers: a digit is a level, anything else is not sure."""
    signs = {key: sign for key, sign in zip(STATEMENTS, sheet.signs, strict=True) if sign != LEFT_OUT}
    return PulseAnswers({key: int(sign) if sign.isdigit() else None for key, sign in signs.items()}, sheet.note)
