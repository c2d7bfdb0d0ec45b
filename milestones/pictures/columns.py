"""Where everything stands in the picture of very many milestones: a column for each stretch of months, pace by pace.

Pure geometry and arithmetic: whole numbers out, no Django. A column says how many are completed, not yet started, in
progress or due soon, and late, from below; late ones stand on top, with their number and their mark, however few.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import reduce
from typing import NamedTuple

from core.scale import STEPS, Scale, text_width
from milestones.pictures.bands import Stretch
from milestones.pictures.frame import FOOT, LANE_GAP, LANE_HEAD, Frame, ground

MOST_SPANS = 24  # columns of a lane, and rows of the table beside it
TALL = 120  # the tallest column, but for parts that would be too low to see
LOW = 6  # the lowest part of a column
GAP = 2  # on each side of a column
LATE_ROOM = 46  # above a column, for the mark and the number of late ones
PARTS = ("done", "planned", "soon", "late")  # from below


class Month(NamedTuple):
    """How many milestones of a pace are due in a month, and how many of them are completed, late, and soon.

    Soon are those in progress too; the rest has not begun.
    """

    first: date
    pace: str
    every: int
    done: int
    late: int
    soon: int


class Tally(NamedTuple):
    """How many milestones there are, and how many of them look how."""

    every: int = 0
    done: int = 0
    late: int = 0
    soon: int = 0

    @property
    def planned(self) -> int:
        """Those that have not begun."""
        return self.every - self.done - self.late - self.soon

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(*map(sum, zip(self, other, strict=True)))


@dataclass(frozen=True)
class Span:
    """A stretch of whole months, and what is due in it, pace by pace."""

    first: date
    last: date
    tallies: dict[str, Tally]

    @property
    def tally(self) -> Tally:
        """Of all paces."""
        return reduce(Tally.plus, self.tallies.values(), Tally())


class Part(NamedTuple):
    """A part of a column: those of one look."""

    look: str
    y: int
    height: int


class Column(NamedTuple):
    """A span in a lane. `label` is the number of late ones; empty where there are none, or no room for it."""

    span: Span
    tally: Tally
    x: int
    width: int
    parts: tuple[Part, ...]
    label: str

    @property
    def middle(self) -> int:
        """The middle of the column."""
        return self.x + self.width // 2

    @property
    def top(self) -> int:
        """Where its highest part begins."""
        return self.parts[-1].y


class ColumnLane(NamedTuple):
    """One pace. `base` is what its columns stand on."""

    name: str
    name_y: int
    base: int
    columns: tuple[Column, ...]


@dataclass(frozen=True, kw_only=True)
class Columns(Frame):
    """The whole picture, span by span."""

    spans: tuple[Span, ...]
    lanes: tuple[ColumnLane, ...]

    @property
    def count(self) -> int:
        """How many milestones it is about."""
        return self.tally.every

    @property
    def tally(self) -> Tally:
        """Of everything in it."""
        return reduce(Tally.plus, (span.tally for span in self.spans), Tally())


def spans_of(months: Iterable[Month]) -> list[Span]:
    """The months, as many together as it takes to be at most `MOST_SPANS`; those in which nothing is due are left out.

    There is at least one month.
    """
    counted = [(_number(month.first), month) for month in months]
    numbers = [number for number, _month in counted]
    step = next(step for step in STEPS if max(numbers) // step - min(numbers) // step < MOST_SPANS)
    found: dict[int, dict[str, Tally]] = {}
    for number, month in counted:
        tallies = found.setdefault(number // step, {})
        tallies[month.pace] = tallies.get(month.pace, Tally()).plus(Tally(*month[2:]))
    return [
        Span(_day(place * step), _day((place + 1) * step) - timedelta(days=1), found[place]) for place in sorted(found)
    ]


def _number(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1


def _day(number: int) -> date:
    """The first day of a month by its number."""
    return date(number // 12, number % 12 + 1, 1)


def columns(
    spans: Sequence[Span],
    *,
    lanes: Sequence[str],
    start: date,
    end: date,
    today: date,
    phases: Sequence[Stretch] = (),
) -> Columns:
    """Lay out the spans on their lanes, from `start` to `end` or wider where a span lies outside."""
    below = ground([start, end, spans[0].first, spans[-1].last], today, phases)
    most = max(tally.every for span in spans for tally in span.tallies.values())
    drawn: list[ColumnLane] = []
    top = below.top
    for name in lanes:
        base = top + LATE_ROOM + TALL + LOW * len(PARTS)
        found = [_column(span, name, below.scale, TALL / most, base) for span in spans if name in span.tallies]
        drawn.append(ColumnLane(name, top + LANE_HEAD - 8, base, tuple(found)))
        top = base + LANE_GAP
    return Columns(
        height=top - LANE_GAP + FOOT,
        ticks=below.ticks,
        today_x=below.today_x,
        bands=below.bands,
        spans=tuple(spans),
        lanes=tuple(drawn),
    )


def _column(span: Span, lane: str, scale: Scale, unit: float, base: int) -> Column:
    tally = span.tallies[lane]
    left, right = scale.x(span.first) + GAP, scale.x(span.last + timedelta(days=1)) - GAP
    width = max(right - left, LOW)
    parts: list[Part] = []
    y = base
    for look in PARTS:
        if count := getattr(tally, look):
            height = max(round(count * unit), LOW)
            y -= height
            parts.append(Part(look, y, height))
    label = str(tally.late) if tally.late and text_width(str(tally.late)) <= width + 2 else ""
    return Column(span, tally, left, width, tuple(parts), label)
