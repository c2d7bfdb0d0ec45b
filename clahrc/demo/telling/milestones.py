"""The milestones of the demo, with every move and its note."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from clahrc.demo.story import milestones as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.actions.milestones import Plan, add_milestone, complete_milestone, edit_milestone, start_milestone
from projects.enums import MilestoneKind, Pace
from projects.models import Membership, Milestone, Project


def make_milestones(project: Project, people: People) -> None:
    """All of them, as the coordinator planned, moved and completed them."""
    lead, today = people["amara"], timezone.localdate()
    for step in story.MILESTONES:
        owner = Membership.objects.get(project=project, person=people[step.owner])
        make_milestone(project, step, owner, lead, today)


def make_milestone(project: Project, step: story.Step, owner: Membership, by: User, today: date) -> None:
    """One milestone from planned to where it stands today."""
    plan = Plan(step.title, owner, day(today, step.due), Pace(step.pace), MilestoneKind(step.kind), step.step)
    with on_day(step.planned):
        milestone = add_milestone(project, plan=plan, token=uuid4(), by=by)
    if step.started is not None:
        with on_day(step.started):
            start_milestone(milestone, by=by)
    for when, due, note in step.moves:
        move(milestone, when=when, due_on=day(today, due), note=note, by=by)
    if step.done is not None:
        when, evidence = step.done
        with on_day(when):
            complete_milestone(milestone, evidence=evidence, done_on=timezone.localdate(), by=by)


def move(milestone: Milestone, *, when: int, due_on: date, note: str, by: User) -> None:
    """The due date moves, with the note of the day."""
    with on_day(when):
        row = Milestone.objects.select_related("owner").get(pk=milestone.pk)
        plan = Plan(row.title, row.owner, due_on, Pace(row.pace), MilestoneKind(row.kind), row.step)
        edit_milestone(row, plan=plan, note=note, version=row.version, by=by)


def day(today: date, offset: int) -> date:
    """A date from today."""
    return today + timedelta(days=offset)
