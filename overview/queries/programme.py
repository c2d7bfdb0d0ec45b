"""Many projects at a glance: each with its state, what comes next, and every measure, in any order."""

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
from overview.queries.figures import (
    ANY,
    Figure,
    address_in,
    counts_by_measure,
    label_of,
    meetings_ahead,
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
Opens = Callable[[Role, str], bool]


@dataclass(frozen=True)
class ProgrammeRow:
    """A project of a programme. `numbers` stand in the order of the measures."""

    key: UUID
    title: str
    state: str
    numbers: list[int]
    ahead: NextMeeting | None

    @property
    def is_open(self) -> bool:
        """Is anything counted in it?"""
        return self.state in OPEN_PROJECT

    @property
    def is_late(self) -> bool:
        """Is there more than none of something that should be none?"""
        return any(number and measure.late for number, measure in zip(self.numbers, MEASURES, strict=True))


def led_by(person: User) -> ProjectQuerySet:
    """Every project for an administrator; for everybody else those they coordinate today."""
    if person.is_administrator:
        return Project.objects.all()
    mine = Membership.objects.leading().filter(person=person)
    return Project.objects.filter(pk__in=mine.values("project"))


@compiled
def projects_led_by(person: User) -> QuerySet[Project, tuple[UUID, str, str]]:
    """Key, title and state of each."""
    return led_by(person).values_list("pk", "title", "state")


@compiled
def first_led_by(person: User) -> QuerySet[Project, UUID]:
    """The keys of two of them: whether it is none, one or many is all that is asked."""
    return led_by(person).values_list("pk", flat=True)[:2]


# Which of all rows a key of `SHOWS` asks for.
FILTERS: dict[str, Callable[[ProgrammeRow], bool]] = {
    "open": lambda row: row.is_open,
    "late": lambda row: row.is_late,
    "closed": lambda row: not row.is_open,
    "all": lambda row: True,
}


def rows_of_programme(person: User, now: datetime) -> list[ProgrammeRow]:
    """Every project of the programme, by title: one read, one for each measure, and one for what comes next.

    In a closed project nothing is counted and nothing is ahead.
    """
    projects = sorted(projects_led_by(person), key=lambda row: (row[1].casefold(), row[0]))
    keys = [key for key, _title, state in projects if state in OPEN_PROJECT]
    counts, coming = list(counts_by_measure(keys, now).values()), meetings_ahead(keys, now)
    return [
        ProgrammeRow(key, title, state, [numbers.get(key, 0) for numbers in counts], coming.get(key))
        for key, title, state in projects
    ]


@dataclass(frozen=True)
class Sort:
    """By which column the rows stand in order, and whether the largest comes first."""

    name: str
    down: bool


def sort_of(asked: str) -> Sort:
    """What `?sort=` asks for; anything else is by title."""
    name = asked.removeprefix("-")
    known = name in {"title", "state", "ahead", *(measure.name for measure in MEASURES)}
    return Sort(name, asked.startswith("-")) if known else Sort("title", down=False)


def rows_in_order(rows: Sequence[ProgrammeRow], sort: Sort) -> list[ProgrammeRow]:
    """In this order, equal ones by title. A project with nothing ahead comes last, whichever way."""
    if sort.name == "ahead":
        coming = sorted((row for row in rows if row.ahead), key=_when, reverse=sort.down)
        return [*coming, *(row for row in rows if not row.ahead)]
    return sorted(rows, key=_by(sort.name), reverse=sort.down)


def _when(row: ProgrammeRow) -> datetime:
    assert row.ahead is not None
    return row.ahead.at


def _by(name: str) -> Callable[[ProgrammeRow], Any]:
    if name == "title":
        return lambda row: row.title.casefold()
    if name == "state":
        return lambda row: STATES.index(row.state)
    place = [measure.name for measure in MEASURES].index(name)
    return lambda row: row.numbers[place]


@dataclass(frozen=True)
class Column:
    """A heading. `sort` is what its link asks for, `aria` how the rows stand by it now."""

    label: Text
    sort: str
    aria: str
    is_number: bool


def columns(sort: Sort) -> list[Column]:
    """The headings, each with the way to sort by it: numbers begin with the most."""
    plain: list[tuple[str, Text, bool]] = [
        ("title", _("Project"), False),
        ("state", _("State"), False),
        ("ahead", _("Next"), False),
    ]
    return [
        _column(sort, *heading) for heading in [*plain, *((measure.name, measure.column, True) for measure in MEASURES)]
    ]


def _column(sort: Sort, name: str, label: Text, is_number: bool) -> Column:
    here = sort.name == name
    down = not sort.down if here else is_number
    standing = "descending" if sort.down else "ascending"
    return Column(label, f"-{name}" if down else name, standing if here else "", is_number)


def totals(rows: Sequence[ProgrammeRow]) -> list[Figure]:
    """The sum of each measure that is more than none; its link puts the projects with the most first."""
    sums = [(measure, sum(row.numbers[at] for row in rows)) for at, measure in enumerate(MEASURES)]
    return [Figure(total, label_of(kind, total), f"-{kind.name}", kind.late) for kind, total in sums if total]


@dataclass(frozen=True)
class Line:
    """A row as one reader may follow it. Each of `cells` is a number and where it leads; empty where it does not."""

    row: ProgrammeRow
    url: str
    ahead: NextMeeting | None
    cells: list[tuple[int, str]]


def lines(rows: Sequence[ProgrammeRow], role: Role, opens: Opens) -> list[Line]:
    """These rows of the table with the links that lead somewhere for a reader of this role."""
    doors = [opens(role, shared_address(measure)) for measure in MEASURES]
    home = reverse("overview:project_detail", args=[ANY])
    return [_line(row, home.replace(str(ANY), str(row.key)), role, doors, opens) for row in rows]


def _line(row: ProgrammeRow, url: str, role: Role, doors: list[bool], opens: Opens) -> Line:
    cells = [
        (number, address_in(measure, row.key) if number and door else "")
        for number, door, measure in zip(row.numbers, doors, MEASURES, strict=True)
    ]
    coming = row.ahead
    if coming and not opens(role, coming.url):
        coming = NextMeeting("", coming.at, "")
    return Line(row, url, coming, cells)
