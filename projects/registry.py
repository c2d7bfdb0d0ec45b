"""What projects show and only the apps above know: numbers of a coordinator's morning, and where things came from."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.functional import Promise

if TYPE_CHECKING:
    from projects.models import Project

Text = str | Promise


@dataclass(frozen=True)
class Measure:
    """A number that a coordinator's morning begins with, for one project and for a whole programme alike.

    `count` answers for many projects in one read, leaving out those with nothing; it counts rows, never people's
    words. `url` leads to the list that holds just what was counted. `one` and `many` say the number in a sentence
    ("milestone late", "milestones late"), `column` heads it in the programme. `late`: more than none is a worry. Those
    with a small `rank` stand first, whichever app they are of.
    """

    name: str
    one: Text
    many: Text
    column: Text
    count: Callable[[Collection[UUID], datetime], Mapping[UUID, int]]
    url: Callable[[UUID], str]
    late: bool = False
    rank: int = 50


@dataclass(frozen=True)
class Ahead:
    """The next thing in a project that has a time: what, when, where it leads."""

    title: str
    at: datetime
    url: str


@dataclass(frozen=True)
class Origin:
    """Where a contribution or tension came from, as one reader may know it.

    `words`, `by` and `standpoint` are empty where the reader may not read the words. `url` is empty where the reader
    has no way there. `label` says what it is: "A reflection in the dialogue “How we decide”".
    """

    readable: bool
    label: str
    url: str = ""
    words: str = ""
    by: str = ""
    standpoint: str = ""


# What closing a project stops, and what opening it again starts, in sentences with numbers, before it is done.
STOPS: list[Callable[[Project, datetime], Iterable[str]]] = []
STARTS: list[Callable[[Project, datetime], Iterable[str]]] = []
MEASURES: list[Measure] = []
# (keys of projects, now) -> what comes next in each that has something ahead.
AHEAD: list[Callable[[Collection[UUID], datetime], Mapping[UUID, Ahead]]] = []


def declare_measure(measure: Measure) -> Measure:
    """Declare a number once, in an app's `notices`; it takes its place by its rank."""
    if any(measure.name == known.name for known in MEASURES):
        raise ValueError(f"The measure {measure.name} is declared twice.")
    MEASURES.append(measure)
    MEASURES.sort(key=lambda each: each.rank)
    return measure


def declare_stops(
    source: Callable[[Project, datetime], Iterable[str]],
) -> Callable[[Project, datetime], Iterable[str]]:
    """Declare what closing a project stops; used as a decorator in an app's `notices`."""
    STOPS.append(source)
    return source


def declare_starts(
    source: Callable[[Project, datetime], Iterable[str]],
) -> Callable[[Project, datetime], Iterable[str]]:
    """Declare what opening a project again starts; used as a decorator in an app's `notices`."""
    STARTS.append(source)
    return source
