"""What a coordinator's morning begins with: the numbers of projects, and what comes next in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from core.dates import site_day
from milestones.enums import MilestoneState
from milestones.models import Milestone
from milestones.queries.milestones import SOON
from projects.enums import OPEN_PROJECT, InvitationState
from projects.models import Invitation
from projects.registry import AHEAD, MEASURES, Ahead, Measure, Text

ANY = UUID(int=0)  # stands for a project in an address that many rows share
Opens = Callable[[str], bool]


def by_project(rows: QuerySet[Any], keys: Collection[UUID]) -> dict[UUID, int]:
    """How many there are in each of these projects that is open; those with none are left out. One read."""
    found = rows.filter(project__in=keys, project__state__in=OPEN_PROJECT).order_by()
    return dict(found.values_list("project").annotate(Count("pk")))


def late_milestones(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """Past their date and not done, as `?show=late` lists them."""
    rows = Milestone.objects.exclude(state=MilestoneState.DONE)
    return by_project(rows.filter(due_on__lt=site_day(now)), keys)


def milestones_soon(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """Due today or within the days that count as soon, as `?show=soon` lists them."""
    today = site_day(now)
    rows = Milestone.objects.exclude(state=MilestoneState.DONE)
    return by_project(rows.filter(due_on__gte=today, due_on__lte=today + timedelta(days=SOON)), keys)


def waiting_invitations(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """Not answered, with a link that still works, as `?show=waiting` lists them."""
    return by_project(Invitation.objects.filter(state=InvitationState.WAITING, lapses_at__gt=now), keys)


def counts(keys: Collection[UUID], now: datetime) -> dict[str, Mapping[UUID, int]]:
    """Every measure by its name: one read each, however many projects, and none for no project."""
    return {measure.name: {} if keys == [] else measure.count(keys, now) for measure in MEASURES}


def ahead(keys: Collection[UUID], now: datetime) -> dict[UUID, Ahead]:
    """What comes first in each of these projects that has something ahead."""
    found: dict[UUID, Ahead] = {}
    for source in () if keys == [] else AHEAD:
        for key, thing in source(keys, now).items():
            found[key] = min(found.get(key, thing), thing, key=lambda each: each.at)
    return found


@lru_cache(maxsize=256)
def address(measure: Measure) -> str:
    """Where the list of a measure is, with `ANY` for the project: written once and not for every row."""
    return measure.url(ANY)


def place(measure: Measure, project: UUID) -> str:
    """Where the list of a measure is for a project."""
    return address(measure).replace(str(ANY), str(project))


@dataclass(frozen=True)
class Figure:
    """A number with its words. `url` leads to what was counted; empty where the reader has no door there."""

    number: int
    words: Text
    url: str
    late: bool


@dataclass(frozen=True)
class Morning:
    """One project this morning: what there is, what there is none of, what comes next, and what to do first."""

    figures: list[Figure]
    none: list[Text]
    ahead: Ahead | None
    action: Figure | None

    @property
    def is_late(self) -> bool:
        """Is anything a worry?"""
        return any(figure.late for figure in self.figures)

    @property
    def first(self) -> str:
        """What to do first, in words."""
        return _("Start here: %(number)s %(words)s") % vars(self.action) if self.action else ""


def words(measure: Measure, number: int) -> Text:
    """A number of it, without the number."""
    return measure.one if number == 1 else measure.many


def morning(project: UUID, now: datetime, opens: Opens) -> Morning:
    """The numbers of one project. `opens` says whether the reader has a door at an address."""
    found = {name: numbers.get(project, 0) for name, numbers in counts([project], now).items()}
    figures = [
        Figure(found[measure.name], words(measure, found[measure.name]), _door(measure, project, opens), measure.late)
        for measure in MEASURES
        if found[measure.name]
    ]
    none = [measure.many for measure in MEASURES if not found[measure.name]]
    coming = ahead([project], now).get(project)
    shown = coming if coming and opens(coming.url) else None
    first = next((figure for figure in figures if figure.late and figure.url), None)
    return Morning(figures, none, shown, first)


def _door(measure: Measure, project: UUID, opens: Opens) -> str:
    return place(measure, project) if opens(address(measure)) else ""
