"""Where everything stands in the picture of tensions: a bar as long as each is old, one challenge below the other.

Pure geometry: whole numbers out, no Django.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.scale import WIDTH, short, text_width

LEFT, RIGHT = 20, 660  # no days, and the last tick
TITLE_WIDTH = 860  # a title stands above its bar
MARKS, MARK_STEP = 790, 18  # where the standpoints stand, and how far apart
TOP = 34  # below the days
HEAD = 40  # the name of a challenge
ROW = 50
FOOT = 8
BAR = 14  # how high a bar is
MOST_TICKS = 5
STEPS = (1, 2, 5, 10, 30, 60, 90, 180, 365, 730)  # days between ticks


@dataclass(frozen=True)
class Item:
    """A tension to be drawn. `look` is the class of its mark; `marks` are the standpoints that bear it."""

    key: str
    title: str
    lane: str
    days: int
    look: str
    marks: Sequence[str] = ()


@dataclass(frozen=True)
class Mark:
    """A standpoint and where it stands."""

    name: str
    x: int


@dataclass(frozen=True)
class Bar:
    """An item with its place: the bar runs from `LEFT` to `x`, its middle at `y`."""

    item: Item
    x: int
    y: int
    label: str
    marks: tuple[Mark, ...]

    @property
    def width(self) -> int:
        """How long the bar is."""
        return max(self.x - LEFT, 1)

    @property
    def top(self) -> int:
        """Its upper edge."""
        return self.y - BAR // 2

    @property
    def title_y(self) -> int:
        """The baseline of its title."""
        return self.top - 9

    @property
    def row_top(self) -> int:
        """The upper edge of the row, all of which leads to the tension."""
        return self.y + BAR - ROW

    @property
    def days_y(self) -> int:
        """The baseline of its number of days."""
        return self.y + 5

    @property
    def days_x(self) -> int:
        """Where the number of days begins."""
        return self.x + 16


@dataclass(frozen=True)
class Lane:
    """One challenge with its bars."""

    name: str
    name_y: int
    bars: tuple[Bar, ...]


@dataclass(frozen=True)
class Tick:
    """A number of days on the axis."""

    days: int
    x: int


@dataclass(frozen=True)
class Ages:
    """The whole picture."""

    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    width: int = WIDTH
    left: int = LEFT
    bar: int = BAR
    row: int = ROW
    marks_left: int = MARKS
    top: int = TOP


def step_of(longest: int) -> int:
    """How many days lie between two ticks, so that there are not too many."""
    for step in STEPS:
        if longest <= step * MOST_TICKS:
            return step
    step = STEPS[-1]
    while longest > step * MOST_TICKS:
        step *= 2
    return step


def fitting(title: str, width: int = TITLE_WIDTH) -> str:
    """As much of a title as the picture has place for."""
    if text_width(title) <= width:
        return title
    left = width - text_width("…")
    length = 0
    for character in title:
        left -= text_width(character)
        if left < 0:
            break
        length += 1
    return short(title, length + 1)


def ages(items: Iterable[Item], *, lanes: Sequence[str]) -> Ages:
    """Lay out the items below their lanes, in the order they come. A lane without any is left out."""
    listed = list(items)
    step = step_of(max((item.days for item in listed), default=0))
    last = step * MOST_TICKS
    ticks = tuple(Tick(days, LEFT + (RIGHT - LEFT) * days // last) for days in range(0, last + 1, step))
    drawn: list[Lane] = []
    top = TOP
    for name in lanes:
        mine = [item for item in listed if item.lane == name]
        if mine:
            first = top + HEAD + ROW - BAR - 4
            bars = tuple(_bar(item, first + place * ROW, last) for place, item in enumerate(mine))
            drawn.append(Lane(name, top + HEAD - 12, bars))
            top += HEAD + ROW * len(mine)
    return Ages(top + FOOT, tuple(drawn), ticks)


def _bar(item: Item, y: int, last: int) -> Bar:
    x = LEFT + (RIGHT - LEFT) * min(max(item.days, 0), last) // last
    marks = tuple(Mark(name, MARKS + place * MARK_STEP) for place, name in enumerate(item.marks))
    return Bar(item, x, y, fitting(item.title), marks)
