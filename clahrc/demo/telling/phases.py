"""The phases of the demo, and what is written about the project in full."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story import phases as story
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from projects.actions.phases import PhaseWords, add_phase
from projects.actions.projects import Approvals, ProjectWords, edit_approvals, edit_project
from projects.enums import Approval
from projects.models import Project


def tell(project: Project, people: People) -> None:
    """The coordinator plans the phases in the first weeks; approvals come when the committee has answered."""
    lead, today = people["amara"], timezone.localdate()
    stored = ProjectWords(**{name: getattr(project, name) for name in ProjectWords.__dataclass_fields__})
    with on_day(-290):
        edit_project(project, words=replace(stored, full_text=story.FULL_TEXT, context=story.CONTEXT), by=lead)
    for phase in story.PHASES:
        starts_on, ends_on = (today + timedelta(days=days) for days in (phase.starts, phase.ends))
        with on_day(-289):
            add_phase(project, words=PhaseWords(phase.title, starts_on, ends_on, phase.call), token=uuid4(), by=lead)
    with on_day(-173):
        edit_approvals(project, approvals=Approvals(Approval.NHS, **asdict(story.NUMBERS)), by=lead)
