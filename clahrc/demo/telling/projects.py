"""Projects: begun and made active; the first one with a full description and approvals."""

from __future__ import annotations

from dataclasses import asdict, fields, replace
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from accounts.models import User
from clahrc.demo.story.people import Person
from clahrc.demo.story.projects import APPROVAL_NUMBERS, CONTEXT, FULL_TEXT, ProjectStory
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People, address_of
from projects.actions.projects import (
    Approvals,
    FirstCoordinator,
    ProjectDetails,
    change_state,
    create_project,
    edit_approvals,
    edit_project,
)
from projects.enums import Approach, Approval, ProjectState, Standpoint
from projects.models import Membership, Project
from understanding.actions.aims import write_aim

START = -300


def make_project(story: ProjectStory, lead: Person, by: User) -> Project:
    """A project of two years that became active after a month of forming."""
    today = timezone.localdate()
    with on_day(START):
        details = ProjectDetails(
            title=story.title,
            lay_summary=story.lay_summary,
            approach=Approach.FRAMEWORK,
            starts_on=today + timedelta(days=START),
            ends_on=today + timedelta(days=START + 730),
        )
        coordinator = FirstCoordinator(address_of(lead.key), lead.full_name, Standpoint(lead.standpoint))
        project = create_project(details=details, coordinator=coordinator, token=uuid4(), by=by)
    with on_day(START + 20):
        if story.aim:
            write_aim(project, text=story.aim, token=uuid4(), by=Membership.objects.get(project=project).person)
    with on_day(START + 30):
        return change_state(project, to=ProjectState.ACTIVE, by=by)


def describe_project(project: Project, people: People) -> None:
    """The coordinator writes the full description in the first weeks."""
    details = ProjectDetails(**{field.name: getattr(project, field.name) for field in fields(ProjectDetails)})
    with on_day(-290):
        edit_project(project, details=replace(details, full_text=FULL_TEXT, context=CONTEXT), by=people["amara"])


def note_approvals(project: Project, people: People) -> None:
    """The coordinator notes the approvals when the committee has answered."""
    with on_day(-173):
        edit_approvals(project, approvals=Approvals(Approval.NHS, **asdict(APPROVAL_NUMBERS)), by=people["amara"])
