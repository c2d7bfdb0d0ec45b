"""The pace agreements."""

from __future__ import annotations

from uuid import uuid4

from clahrc.demo.story.pace import PACE_AGREEMENTS
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.actions.agreements import agree_pace
from projects.models import Project


def tell_pace(project: Project, people: People) -> None:
    """The coordinator writes down what was agreed, each time on its day."""
    for story in PACE_AGREEMENTS:
        with on_day(story.day):
            agree_pace(
                project,
                rapid_days=story.rapid_days,
                slow_months=story.slow_months,
                note=story.note,
                token=uuid4(),
                by=people["amara"],
            )
