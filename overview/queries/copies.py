"""What a copy of a project takes along, in numbers and with its dates, before it is made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Max, Min

from glossary.models import Term
from milestones.models import Milestone, MilestoneLink, Phase
from projects.models import Project
from understanding.queries.aims import current_aim


@dataclass(frozen=True)
class Contents:
    """What a copy takes along, in numbers. `days` are all that will move, as they are in the original."""

    milestones: int
    links: int
    phases: int
    terms: int
    has_aim: bool
    days: tuple[date | None, ...]

    @property
    def first_due_on(self) -> date | None:
        """The first day a milestone is due; None without milestones."""
        return self.days[0]

    @property
    def last_due_on(self) -> date | None:
        """The last day a milestone is due."""
        return self.days[1]


@dataclass(frozen=True)
class Preview:
    """The dates of the copy, if it starts on a day."""

    starts_on: date
    ends_on: date
    first_due_on: date | None
    last_due_on: date | None


def contents_of(project: Project) -> Contents:
    """What a copy of the project takes along. Five reads, however much there is."""
    milestones = Milestone.objects.filter(project=project)
    due_days = milestones.aggregate(count=Count("id"), first=Min("due_on"), last=Max("due_on"))
    phases = Phase.objects.filter(project=project)
    phase_days = phases.aggregate(count=Count("id"), first=Min("starts_on"), last=Max("ends_on"))
    return Contents(
        milestones=due_days["count"],
        links=MilestoneLink.objects.filter(after__project=project).count(),
        phases=phase_days["count"],
        terms=Term.objects.filter(project=project).count(),
        has_aim=current_aim(project) is not None,
        days=(
            due_days["first"],
            due_days["last"],
            phase_days["first"],
            phase_days["last"],
            project.starts_on,
            project.ends_on,
        ),
    )


def preview_of(project: Project, contents: Contents, starts_on: date) -> Preview:
    """The dates of a copy: every day moved by the same shift. Only for a shift that `core.days.fits` allows."""
    shift = starts_on - project.starts_on
    return Preview(
        starts_on, project.ends_on + shift, _moved(contents.first_due_on, shift), _moved(contents.last_due_on, shift)
    )


def _moved(day: date | None, shift: timedelta) -> date | None:
    return None if day is None else day + shift
