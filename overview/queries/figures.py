"""What a coordinator's morning begins with: the numbers of projects, and what comes next in them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from django.utils.translation import gettext as _

from dialogues.queries.silences import NextMeeting, next_meetings
from overview.figures import MEASURES, Measure

ANY = UUID(int=0)  # stands for a project in an address that many rows share
Opens = Callable[[str], bool]


def counts_by_measure(keys: Collection[UUID], now: datetime) -> dict[str, Mapping[UUID, int]]:
    """Every measure by its name: one read each, however many projects, and none for no project."""
    return {measure.name: {} if not keys else measure.count(keys, now) for measure in MEASURES}


def meetings_ahead(keys: Collection[UUID], now: datetime) -> dict[UUID, NextMeeting]:
    """The meeting that comes next in each of these projects that has one ahead; no read for no project."""
    return {} if not keys else next_meetings(keys, now)


@lru_cache(maxsize=256)
def shared_address(measure: Measure) -> str:
    """Where the list of a measure is, with `ANY` for the project: written once and not for every row."""
    return measure.url(ANY)


def address_in(measure: Measure, project: UUID) -> str:
    """Where the list of a measure is for a project."""
    return shared_address(measure).replace(str(ANY), str(project))


@dataclass(frozen=True)
class Figure:
    """A number with what it is called. `url` leads to what was counted; empty where the reader has no door there."""

    number: int
    label: str
    url: str
    late: bool


@dataclass(frozen=True)
class Morning:
    """One project this morning: what there is, what there is none of, what comes next, and what to do first."""

    figures: list[Figure]
    none: list[str]
    ahead: NextMeeting | None
    action: Figure | None

    @property
    def is_late(self) -> bool:
        """Is anything a worry?"""
        return any(figure.late for figure in self.figures)

    @property
    def first(self) -> str:
        """What to do first, in words."""
        return _("Start here: %(number)s %(label)s") % vars(self.action) if self.action else ""


def label_of(measure: Measure, number: int) -> str:
    """What a number of it is called, without the number: "milestone late", "milestones late"."""
    return str(measure.label % {"number": number})


def morning_of(project: UUID, now: datetime, opens: Opens) -> Morning:
    """The numbers of one project. `opens` says whether the reader has a door at an address."""
    counts = {name: numbers.get(project, 0) for name, numbers in counts_by_measure([project], now).items()}
    figures = [
        Figure(
            counts[measure.name], label_of(measure, counts[measure.name]), _door(measure, project, opens), measure.late
        )
        for measure in MEASURES
        if counts[measure.name]
    ]
    none = [label_of(measure, 0) for measure in MEASURES if not counts[measure.name]]
    coming = meetings_ahead([project], now).get(project)
    meeting = coming if coming and opens(coming.url) else None
    first = next((figure for figure in figures if figure.late and figure.url), None)
    return Morning(figures, none, meeting, first)


def _door(measure: Measure, project: UUID, opens: Opens) -> str:
    return address_in(measure, project) if opens(shared_address(measure)) else ""
