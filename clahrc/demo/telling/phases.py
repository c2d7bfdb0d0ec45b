"""The phases of the first project."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from django.utils import timezone

from clahrc.demo.story.phases import PHASES
from clahrc.demo.telling.clock import on_day
from clahrc.demo.telling.people import People
from milestones.actions.phases import PhaseDetails, add_phase
from projects.models import Project


def tell_phases(project: Project, people: People) -> None:
    """The coordinator plans all phases in the first weeks."""
    today = timezone.localdate()
    for story in PHASES:
        starts_on, ends_on = (today + timedelta(days=days) for days in (story.starts, story.ends))
        details = PhaseDetails(story.title, starts_on, ends_on, story.call)
        with on_day(-289):
            add_phase(project, details=details, token=uuid4(), by=people["amara"])
