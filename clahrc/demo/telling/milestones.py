"""Milestones, with every move and its note, and what waits for what."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from clahrc.demo.story.milestones import MILESTONE_LINKS, MILESTONES, MilestoneStory
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from milestones.actions.links import set_links
from milestones.actions.milestones import Plan, add_milestone, complete_milestone, edit_milestone, start_milestone
from milestones.enums import MilestoneKind, Pace
from milestones.models import Milestone
from projects.models import Membership, Project


def tell_milestones(project: Project, people: People) -> None:
    """The coordinator plans, starts, moves and completes them."""
    lead, today = people["amara"], timezone.localdate()
    for story in MILESTONES:
        owner = Membership.objects.get(project=project, person=people[story.owner])
        tell_milestone(project, story, owner, lead, today)


def tell_milestone(project: Project, story: MilestoneStory, owner: Membership, by: User, today: date) -> None:
    """One milestone from planned to where it stands today."""
    due_on = today + timedelta(days=story.due)
    plan = Plan(story.title, owner, due_on, Pace(story.pace), MilestoneKind(story.kind), story.step)
    with on_day(story.planned):
        milestone = add_milestone(project, plan=plan, token=uuid4(), by=by)
    if story.started is not None:
        with on_day(story.started):
            start_milestone(milestone, by=by)
    for day, due, note in story.moves:
        move_milestone(milestone, day=day, due_on=today + timedelta(days=due), note=note, by=by)
    if story.done is not None:
        day, evidence = story.done
        with on_day(day):
            complete_milestone(milestone, evidence=evidence, done_on=timezone.localdate(), by=by)


def move_milestone(milestone: Milestone, *, day: int, due_on: date, note: str, by: User) -> None:
    """The due date moves, with the note of the day."""
    with on_day(day):
        row = Milestone.objects.select_related("owner").get(pk=milestone.pk)
        plan = Plan(row.title, row.owner, due_on, Pace(row.pace), MilestoneKind(row.kind), row.step)
        edit_milestone(row, plan=plan, note=note, version=row.version, by=by)


def tell_milestone_links(project: Project, people: People) -> None:
    """The coordinator writes down what waits for what."""
    rows = {row.title: row for row in Milestone.objects.filter(project=project)}
    for day, title, titles_before in MILESTONE_LINKS:
        milestone = rows[title]
        with on_day(day):
            before = [rows[name] for name in titles_before]
            set_links(milestone, before=before, version=milestone.version, by=people["amara"])
