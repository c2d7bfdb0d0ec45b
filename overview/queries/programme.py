"""Many projects at a glance: each with its state, its next meeting, and every measure, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.compiled import compiled
from dialogues.queries.silences import NextMeeting
from overview.figures import MEASURES
from overview.queries.morning import (
    ANY,
    address_in,
    counts_by_measure,
    label_of,
    next_meeting_by_project,
    shared_address,
)
from projects.enums import OPEN_PROJECT, ProjectState, Role
from projects.models import Membership, Project, ProjectQuerySet

if TYPE_CHECKING:
    from accounts.models import User

# What `?show=` may ask for, and its label.
SHOWS: dict[str, str | Promise] = {
    "open": gettext_lazy("Open"),
    "late": gettext_lazy("Late or not heard"),
    "closed": gettext_lazy("Closed"),
    "all": gettext_lazy("All"),
}
STATES = list(ProjectState.values)
Text = str | Promise
RoleMayOpen = Callable[[Role, str], bool]  # of a role and an address: has it a door there?


@dataclass(frozen=True)
class ProgrammeRow:
    """A project of a programme. `counts` stand in the order of the measures."""

    key: UUID
    title: str
    state: str
    counts: list[int]
    next_meeting: NextMeeting | None

    @property
    def is_open(self) -> bool:
        """Is anything counted in it?"""
        return self.state in OPEN_PROJECT

    @property
    def has_worries(self) -> bool:
        """Is there more than none of something that should be none?"""
        return any(count and measure.is_worry for count, measure in zip(self.counts, MEASURES, strict=True))


def programme_of(person: User) -> ProjectQuerySet:
    """The projects somebody looks after: every one for an administrator, else those they coordinate today."""
    if person.is_administrator:
        return Project.objects.all()
    coordinating = Membership.objects.leading().filter(person=person)
    return Project.objects.filter(pk__in=coordinating.values("project"))


@compiled
def projects_of_programme(person: User) -> QuerySet[Project, tuple[UUID, str, str]]:
    """Key, title and state of each."""
    return programme_of(person).values_list("pk", "title", "state")


@compiled
def first_keys_of_programme(person: User) -> QuerySet[Project, UUID]:
    """The keys of two of them at most: whether it is none, one or many is all that is asked."""
    return programme_of(person).values_list("pk", flat=True)[:2]


# Which of all rows a key of `SHOWS` asks for.
FILTERS: dict[str, Callable[[ProgrammeRow], bool]] = {
    "open": lambda row: row.is_open,
    "late": lambda row: row.has_worries,
    "closed": lambda row: not row.is_open,
    "all": lambda row: True,
}


def rows_of_programme(person: User, now: datetime) -> list[ProgrammeRow]:
    """Every project of the programme, by title: one read, one for each measure, and one for the next meetings.

    In a closed project nothing is counted and no meeting comes next.
    """
    projects = sorted(projects_of_programme(person), key=lambda row: (row[1].casefold(), row[0]))
    open_keys = [key for key, _title, state in projects if state in OPEN_PROJECT]
    counts_by_project, meetings = counts_by_measure(open_keys, now).values(), next_meeting_by_project(open_keys, now)
    return [
        ProgrammeRow(key, title, state, [counts.get(key, 0) for counts in counts_by_project], meetings.get(key))
        for key, title, state in projects
    ]


@dataclass(frozen=True)
class Sort:
    """By which column the rows stand in order, and whether the largest comes first."""

    column: str
    descending: bool


def sort_of(asked: str) -> Sort:
    """What `?sort=` asks for; anything else is by title."""
    name = asked.removeprefix("-")
    is_known = name in {"title", "state", "next_meeting", *(measure.name for measure in MEASURES)}
    return Sort(name, asked.startswith("-")) if is_known else Sort("title", descending=False)


def rows_in_order(rows: Sequence[ProgrammeRow], sort: Sort) -> list[ProgrammeRow]:
    """In this order, equal ones by title. A project without a next meeting comes last, whichever way."""
    if sort.column == "next_meeting":
        with_meeting = sorted((row for row in rows if row.next_meeting), key=_meeting_time, reverse=sort.descending)
        return [*with_meeting, *(row for row in rows if not row.next_meeting)]
    return sorted(rows, key=_sort_key(sort.column), reverse=sort.descending)


def _meeting_time(row: ProgrammeRow) -> datetime:
    assert row.next_meeting is not None
    return row.next_meeting.at


def _sort_key(column: str) -> Callable[[ProgrammeRow], Any]:
    if column == "title":
        return lambda row: row.title.casefold()
    if column == "state":
        return lambda row: STATES.index(row.state)
    place = [measure.name for measure in MEASURES].index(column)
    return lambda row: row.counts[place]


@dataclass(frozen=True)
class Column:
    """A heading. `sort_query` is the `?sort=` its link asks for; `aria_sort` how the rows stand by it now, or empty."""

    label: Text
    sort_query: str
    aria_sort: str
    is_number: bool


def columns(sort: Sort) -> list[Column]:
    """The headings, each with the way to sort by it: numbers begin with the most."""
    headings: list[tuple[str, Text, bool]] = [
        ("title", _("Project"), False),
        ("state", _("State"), False),
        ("next_meeting", _("Next"), False),
        *((measure.name, measure.column, True) for measure in MEASURES),
    ]
    return [_column(sort, *heading) for heading in headings]


def _column(sort: Sort, name: str, label: Text, is_number: bool) -> Column:
    is_current = sort.column == name
    descends_next = not sort.descending if is_current else is_number
    direction = "descending" if sort.descending else "ascending"
    return Column(label, f"-{name}" if descends_next else name, direction if is_current else "", is_number)


@dataclass(frozen=True)
class Total:
    """How many a measure counts in all these projects. `sort_query` puts those with the most first."""

    number: int
    label: str
    sort_query: str
    is_worry: bool


def totals(rows: Sequence[ProgrammeRow]) -> list[Total]:
    """The sum of each measure that is more than none."""
    sums = [(measure, sum(row.counts[place] for row in rows)) for place, measure in enumerate(MEASURES)]
    return [
        Total(total, label_of(measure, total), f"-{measure.name}", measure.is_worry) for measure, total in sums if total
    ]


@dataclass(frozen=True)
class LinkedRow:
    """A row with the links that one reader may follow.

    Each of `cells` is a number and where it leads, empty where it does not. `next_meeting` has no title and no address
    where the reader has no door to it.
    """

    row: ProgrammeRow
    url: str
    next_meeting: NextMeeting | None
    cells: list[tuple[int, str]]


def linked_rows(rows: Sequence[ProgrammeRow], role: Role, may_open: RoleMayOpen) -> list[LinkedRow]:
    """These rows of the table with the links that lead somewhere for a reader of this role."""
    opens_list = [may_open(role, shared_address(measure)) for measure in MEASURES]
    home = reverse("overview:project_detail", args=[ANY])
    return [_linked(row, home.replace(str(ANY), str(row.key)), role, opens_list, may_open) for row in rows]


def _linked(row: ProgrammeRow, url: str, role: Role, opens_list: list[bool], may_open: RoleMayOpen) -> LinkedRow:
    cells = [
        (count, address_in(measure, row.key) if count and opens else "")
        for count, opens, measure in zip(row.counts, opens_list, MEASURES, strict=True)
    ]
    meeting = row.next_meeting
    if meeting and not may_open(role, meeting.url):
        meeting = NextMeeting("", meeting.at, "")
    return LinkedRow(row, url, meeting, cells)
