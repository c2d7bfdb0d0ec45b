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
    """What a copy takes along. `first` and `last` are days as they are in the original."""

    milestones: int
    links: int
    phases: int
    terms: int
    has_aim: bool
    days: tuple[date | None, ...]

    @property
    def first(self) -> date | None:
        """The first day a milestone is due; None without milestones."""
        return self.days[0]

    @property
    def last(self) -> date | None:
        """The last day a milestone is due."""
        return self.days[1]


@dataclass(frozen=True)
class Preview:
    """The dates of the copy, if it starts on a day."""

    starts_on: date
    ends_on: date
    first: date | None
    last: date | None


def contents_of(project: Project) -> Contents:
    """What a copy of the project takes along. Five reads, however much there is."""
    milestones = Milestone.objects.filter(project=project)
    due = milestones.aggregate(count=Count("id"), first=Min("due_on"), last=Max("due_on"))
    phases = Phase.objects.filter(project=project)
    stretch = phases.aggregate(count=Count("id"), first=Min("starts_on"), last=Max("ends_on"))
    return Contents(
        milestones=due["count"],
        links=MilestoneLink.objects.filter(after__project=project).count(),
        phases=stretch["count"],
        terms=Term.objects.filter(project=project).count(),
        has_aim=current_aim(project) is not None,
        days=(due["first"], due["last"], stretch["first"], stretch["last"], project.starts_on, project.ends_on),
    )


def preview_of(project: Project, contents: Contents, starts_on: date) -> Preview:
    """The dates of a copy: every day moved as the first day of the project moves. Only for days that `fits` allows."""
    by = starts_on - project.starts_on
    return Preview(starts_on, project.ends_on + by, _moved(contents.first, by), _moved(contents.last, by))


def _moved(day: date | None, by: timedelta) -> date | None:
    return None if day is None else day + by
