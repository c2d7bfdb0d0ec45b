"""The aim of the demo, signed in two versions; what people expected, revealed twice and asked a third time."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story import expectations as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.actions.aims import sign_aim, write_aim
from projects.actions.expectations import ask, ask_again, reveal, save_draft, send
from projects.enums import Topic
from projects.models import Aim, ExpectationRound, Project


def tell(project: Project, people: People) -> None:
    """Both, in the order of their days."""
    _sign(project, people, 1)
    with on_day(story.SECOND_WRITTEN):
        write_aim(project, text=story.SECOND_AIM, token=uuid4(), by=people["amara"])
    _sign(project, people, 2)
    for one in story.ROUNDS:
        _ask(project, people, one)


def _sign(project: Project, people: People, number: int) -> None:
    aim = Aim.objects.select_related("project").get(project=project, number=number)
    for signed, name, day in story.SIGNED:
        if signed == number:
            with on_day(day):
                sign_aim(aim, by=people[name])


def _ask(project: Project, people: People, one: story.Round) -> None:
    """Asked by hand the first time, by the clock after that."""
    today = timezone.localdate()
    last = ExpectationRound.objects.filter(project=project).order_by("-number").first()
    with on_day(one.asked):
        if last is None:
            ask(project, ask_again_on=None, token=uuid4(), by=people["amara"])
        else:
            ask_again(last, by=None)
    row = ExpectationRound.objects.select_related("project").filter(project=project).latest("number")
    for said in one.said:
        with on_day(said.day):
            for topic, text in said.words.items():
                save_draft(row, topic=Topic(topic), text=text, version=0, by=people[said.by])
            send(row, by=people[said.by])
    if one.revealed is not None:
        again = today + timedelta(days=one.again) if one.again is not None else None
        with on_day(one.revealed):
            reveal(row, ask_again_on=again, by=people["amara"])
