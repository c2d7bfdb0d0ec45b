"""What a coordinator's morning begins with: every measure, and what comes next. The programme reads here too."""

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
MayOpen = Callable[[str], bool]  # of an address: has the reader a door there?


def counts_by_measure(keys: Collection[UUID], now: datetime) -> dict[str, Mapping[UUID, int]]:
    """Every measure by its name: one read each, however many projects, and none for no project."""
    return {measure.name: {} if not keys else measure.count(keys, now) for measure in MEASURES}


def next_meeting_by_project(keys: Collection[UUID], now: datetime) -> dict[UUID, NextMeeting]:
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
class MeasuredNumber:
    """How many a measure counts in one project, with what that many are called.

    `url` leads to what was counted; empty where the reader has no door there.
    """

    number: int
    label: str
    url: str
    is_worry: bool


@dataclass(frozen=True)
class Morning:
    """One project this morning: what there is, what there is none of, which meeting comes next, and where to start."""

    numbers: list[MeasuredNumber]
    labels_of_none: list[str]
    next_meeting: NextMeeting | None
    start: MeasuredNumber | None

    @property
    def has_worries(self) -> bool:
        """Is there more than none of something that should be none?"""
        return any(measured.is_worry for measured in self.numbers)

    @property
    def start_label(self) -> str:
        """Where to start, in words; empty where nothing presses."""
        return _("Start here: %(number)s %(label)s") % vars(self.start) if self.start else ""


def label_of(measure: Measure, number: int) -> str:
    """What a number of it is called, without the number: "milestone late", "milestones late"."""
    return str(measure.label % {"number": number})


def morning_of(project: UUID, now: datetime, may_open: MayOpen) -> Morning:
    """The numbers of one project for one reader. They start with the first worry whose list they may open."""
    counts = {name: by_project.get(project, 0) for name, by_project in counts_by_measure([project], now).items()}
    there_are = [measure for measure in MEASURES if counts[measure.name]]
    numbers = [_measured(measure, counts[measure.name], project, may_open) for measure in there_are]
    labels_of_none = [label_of(measure, 0) for measure in MEASURES if not counts[measure.name]]
    meeting = next_meeting_by_project([project], now).get(project)
    if meeting and not may_open(meeting.url):
        meeting = None
    start = next((measured for measured in numbers if measured.is_worry and measured.url), None)
    return Morning(numbers, labels_of_none, meeting, start)


def _measured(measure: Measure, number: int, project: UUID, may_open: MayOpen) -> MeasuredNumber:
    url = address_in(measure, project) if may_open(shared_address(measure)) else ""
    return MeasuredNumber(number, label_of(measure, number), url, measure.is_worry)
