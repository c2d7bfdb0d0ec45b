"""Contributions of the demo, from what was said to what changed and back."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from clahrc.demo.story import contributions as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from dialogues.actions.contributions import take_up_reflection
from dialogues.models import Reflection
from projects.actions import contributions as actions
from projects.actions.contributions import Input
from projects.enums import Decision
from projects.models import Contribution, Membership, Project


def tell(project: Project, people: People) -> None:
    """All of them, each on its days."""
    for one in story.CONTRIBUTIONS:
        row = begin(project, one, people)
        handle(row, one, people["amara"])
        answer(row, one, people)


def member(project: Project, person: User | None) -> Membership | None:
    """Their place, if it is somebody."""
    return Membership.objects.select_related("person").filter(project=project, person=person).first()


def begin(project: Project, one: story.Answered, people: People) -> Contribution:
    """Said by hand, or taken from a reflection."""
    lead, who = people["amara"], people.get(one.by)
    contributor, owner = member(project, who), member(project, people.get(one.owner))
    with on_day(one.day):
        if one.theme:
            rows = Reflection.objects.select_related("seat__dialogue__project")
            found = rows.get(
                seat__person=who, seat__dialogue__title=one.talk, prompt__theme=one.theme, responds_to=None
            )
            return take_up_reflection(found, words=Input(one.said, None, "", owner), token=uuid4(), by=lead)
        words = Input(one.said, contributor, contributor.standpoint if contributor else one.standpoint, owner)
        return actions.make_contribution(project, words=words, token=uuid4(), by=who or lead)


def fresh(row: Contribution) -> Contribution:
    """As it is stored now."""
    return Contribution.objects.select_related("project").get(pk=row.pk)


def handle(row: Contribution, one: story.Answered, lead: User) -> None:
    """Decided, changed, told."""
    today = timezone.localdate()
    if one.decided:
        day, decision, reason = one.decided
        with on_day(day):
            actions.decide(row, decision=Decision(decision), reason=reason, version=fresh(row).version, by=lead)
    if one.changed:
        day, change, evidence = one.changed
        with on_day(day):
            actions.note_change(row, change=change, evidence=evidence, version=fresh(row).version, by=lead)
    if one.told:
        day, words, until = one.told
        with on_day(day):
            quiet = today + timedelta(days=until)
            actions.tell(row, feedback=words, quiet_until=quiet, version=fresh(row).version, by=lead)


def answer(row: Contribution, one: story.Answered, people: People) -> None:
    """Closed or opened again by whoever said it; or closed in silence."""
    if one.answer:
        day, settled, text = one.answer
        with on_day(day):
            actions.reply(fresh(row), settled=settled, text=text, token=uuid4(), by=people[one.by])
    if one.silent is not None:
        with on_day(one.silent):
            actions.close_in_silence(fresh(row), by=None)
