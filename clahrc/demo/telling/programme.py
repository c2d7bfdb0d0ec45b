"""Two more projects of the outsider, so that there is a programme to look at: one in trouble, one at its end."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story import dialogues as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People, make_project
from projects.actions.milestones import Plan, add_milestone
from projects.actions.projects import change_state
from projects.enums import MilestoneKind, Pace, ProjectState
from projects.models import Membership

LATE = ("Nights on the Ward", "Patients and night staff look at what keeps people awake in hospital.")
ENDED = (
    "Letters We Can Read",
    "Clinic letters that people can read, written together with them. The project has ended.",
)
STEPS = (("First night walk together", -9), ("What we heard, on one page", -2), ("Quiet hours tried out", 11))


def tell(people: People) -> None:
    """Both of them, through the actions."""
    late = make_project(*LATE, "", story.OUTSIDER, people["priya"])
    lead = Membership.objects.get(project=late, person=people["zoe"])
    for title, due in STEPS:
        with on_day(-60):
            day = timezone.localdate() + timedelta(days=60 + due)
            plan = Plan(title, lead, day, Pace.RAPID, MilestoneKind.OUTPUT)
            add_milestone(late, plan=plan, token=uuid4(), by=lead.person)
    ended = make_project(*ENDED, "", story.OUTSIDER, people["priya"])
    with on_day(-40):
        change_state(ended, to=ProjectState.CLOSED, by=people["priya"])
