"""Two more projects, so that there is a programme to look at."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story.people import OUTSIDER
from clahrc.demo.story.programme import ENDED_PROJECT, LATE_PROJECT, LATE_PROJECT_MILESTONES
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from clahrc.demo.telling.projects import make_project
from milestones.actions.milestones import Plan, add_milestone
from milestones.enums import MilestoneKind, Pace
from projects.actions.projects import change_state
from projects.enums import ProjectState
from projects.models import Membership


def tell_programme(people: People) -> None:
    """One project is late, the other is closed."""
    late = make_project(LATE_PROJECT, OUTSIDER, people["priya"])
    lead = Membership.objects.get(project=late, person=people["zoe"])
    for title, due in LATE_PROJECT_MILESTONES:
        with on_day(-60):
            due_on = timezone.localdate() + timedelta(days=60 + due)
            plan = Plan(title, lead, due_on, Pace.RAPID, MilestoneKind.OUTPUT)
            add_milestone(late, plan=plan, token=uuid4(), by=lead.person)
    ended = make_project(ENDED_PROJECT, OUTSIDER, people["priya"])
    with on_day(-40):
        change_state(ended, to=ProjectState.CLOSED, by=people["priya"])
