"""The rounds of expectations: asked, sent, revealed."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story.expectations import EXPECTATION_ROUNDS, ExpectationRoundStory, ExpectationsStory
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.models import Project
from understanding.actions.expectations import (
    ask_everybody,
    ask_everybody_again,
    reveal_round,
    save_draft,
    send_drafts,
)
from understanding.enums import Topic
from understanding.models import ExpectationRound


def tell_expectations(project: Project, people: People) -> None:
    """Round by round."""
    today = timezone.localdate()
    for story in EXPECTATION_ROUNDS:
        row = ask_round(project, people, story)
        for expectations in story.sent:
            send_expectations(row, expectations, people)
        if story.revealed is not None:
            again = today + timedelta(days=story.again) if story.again is not None else None
            with on_day(story.revealed):
                reveal_round(row, ask_again_on=again, by=people["amara"])


def ask_round(project: Project, people: People, story: ExpectationRoundStory) -> ExpectationRound:
    """The coordinator asks the first time, the clock after that."""
    last = ExpectationRound.objects.filter(project=project).order_by("-number").first()
    with on_day(story.asked):
        if last is None:
            ask_everybody(project, ask_again_on=None, token=uuid4(), by=people["amara"])
        else:
            ask_everybody_again(last, by=None)
    return ExpectationRound.objects.select_related("project").filter(project=project).latest("number")


def send_expectations(row: ExpectationRound, story: ExpectationsStory, people: People) -> None:
    """Somebody writes under each topic and sends all of it."""
    with on_day(story.day):
        for topic, text in story.texts.items():
            save_draft(row, topic=Topic(topic), text=text, version=0, by=people[story.by])
        send_drafts(row, by=people[story.by])
