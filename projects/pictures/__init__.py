"""Where everything stands in the timeline of milestones. Pure geometry: whole numbers out, no Django.

Two lanes, rapid and slow, each as many rows high as it needs. A mark stands at its due date, a dashed run leads to it
from its baseline, and its label stands above it. No label meets another label, a row takes no two marks at one place,
and no label crosses today's line. Where the titles of a lane do not fit, its marks are numbered as in the table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache

WIDTH = 900
LEFT, RIGHT = 100, 845  # the first and the last day
EDGE_LEFT, EDGE_RIGHT = 66, 898  # labels stay between them
TOP = 44  # below today's flag
ROW = 46
LANE_GAP = 26
LANE_HEAD = 26  # above the first row of a lane, for the lane's name
FOOT = 30  # for the months
MARK = 9  # half the width of a mark
CLEAR = 5  # between a label and today's line
GAP = 8  # between two things in a row
NEAR = 30  # a label may stand this far off its mark, to stay clear of today's line
TITLE_ROWS, NUMBER_ROWS = 6, 12
CUTS = (32, 24, 16, 12)  # characters of a title, best first
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000)  # months between ticks
MOST_TICKS = 9


@dataclass(frozen=True)
class Step:
    """A milestone to be drawn. `look` is done, late, soon or planned; `number` is its row in the table."""

    key: str
    title: str
    due: date
    baseline: date
    lane: str
    look: str
    number: int


@dataclass(frozen=True)
class Box:
    """A stretch of a row from `left` to `right`."""

    left: int
    right: int

    def meets(self, other: Box, gap: int = 0) -> bool:
        """Do they overlap, or come nearer than `gap`?"""
        return self.left < other.right + gap and other.left < self.right + gap


@dataclass(frozen=True)
class Placed:
    """A step with its place. `baseline_x` is None where the date never moved. `box` is where its label stands."""

    step: Step
    x: int
    y: int
    baseline_x: int | None
    label: str
    box: Box

    @property
    def numbered(self) -> bool:
        """Is it labelled by its number in the table instead of its title?"""
        return self.label == str(self.step.number) != self.step.title

    @property
    def label_y(self) -> int:
        """The baseline of the label's text."""
        return self.y - MARK - 5


@dataclass(frozen=True)
class Lane:
    """One pace. `missing` counts steps for which there was no place at all: they are only in the table."""

    name: str
    top: int
    bottom: int
    rows: tuple[int, ...]
    placed: tuple[Placed, ...]
    missing: int

    @property
    def name_y(self) -> int:
        """The baseline of the lane's name."""
        return self.top + LANE_HEAD - 8


@dataclass(frozen=True)
class Tick:
    """The first day of a month on the axis."""

    x: int
    on: date


@dataclass(frozen=True)
class Timeline:
    """The whole picture. `today_x` is None where today lies outside it."""

    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today_x: int | None
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def axis_y(self) -> int:
        """Where the lanes end and the months begin."""
        return self.height - FOOT

    @property
    def numbered(self) -> bool:
        """Are marks numbered somewhere?"""
        return any(placed.numbered for lane in self.lanes for placed in lane.placed)

    @property
    def missing(self) -> int:
        """How many steps are only in the table."""
        return sum(lane.missing for lane in self.lanes)


def text_width(text: str) -> int:
    """A safe estimate of the width of a text at 16 units, never too small for a common sans face."""
    return sum(map(_character_width, text))


@cache
def _character_width(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0xFFFF:
        return 22
    return 16 if character in "mwMW@%—…" or ord(character) > 0x24F else 12 if character.isupper() else 9


def short(title: str, length: int = CUTS[0]) -> str:
    """A title cut to what a picture can carry."""
    return title if len(title) <= length else title[: length - 1].rstrip() + "…"


@dataclass(frozen=True)
class Scale:
    """Days to places."""

    first: date
    last: date

    def x(self, day: date) -> int:
        """Where a day stands; days outside the scale stand at its ends."""
        span = max((self.last - self.first).days, 1)
        return LEFT + round((RIGHT - LEFT) * min(max((day - self.first).days, 0), span) / span)


@dataclass
class _Row:
    """What already stands in a row: marks with their runs below, labels above."""

    marks: list[Box] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)

    def takes(self, mark: Box, label: Box) -> bool:
        return not any(mark.meets(other, 2) for other in self.marks) and not any(
            label.meets(other, GAP) for other in self.labels
        )

    def put(self, mark: Box, label: Box) -> None:
        self.marks.append(mark)
        self.labels.append(label)


def timeline(steps: Iterable[Step], *, lanes: Sequence[str], start: date, end: date, today: date) -> Timeline:
    """Lay out the steps on their lanes, from `start` to `end` or wider where a date lies outside."""
    listed = sorted(steps, key=lambda step: (step.due, step.number))
    days = [start, end, *(step.due for step in listed), *(step.baseline for step in listed)]
    scale = Scale(min(days), max(days))
    today_x = scale.x(today) if scale.first <= today <= scale.last else None
    drawn: list[Lane] = []
    top = TOP
    for name in lanes:
        lane = _lane(name, [step for step in listed if step.lane == name], scale, today_x, top)
        drawn.append(lane)
        top = lane.bottom + LANE_GAP
    return Timeline(top - LANE_GAP + FOOT, tuple(drawn), ticks(scale), today_x)


def _lane(name: str, steps: list[Step], scale: Scale, today_x: int | None, top: int) -> Lane:
    """The titles where all of them fit, otherwise the numbers."""
    placed = _pack(steps, scale, today_x, top, numbered=False)
    if len(placed) < len(steps):
        placed = _pack(steps, scale, today_x, top, numbered=True)
    first = top + LANE_HEAD + MARK * 2
    last = max((one.y for one in placed), default=first)
    rows = tuple(range(first, last + 1, ROW))
    return Lane(name, top, last + MARK * 2, rows, tuple(placed), len(steps) - len(placed))


def _pack(steps: list[Step], scale: Scale, today_x: int | None, top: int, *, numbered: bool) -> list[Placed]:
    """Put each step into the first row that takes it; steps that no row takes are left out."""
    rows = [_Row() for _ in range(NUMBER_ROWS if numbered else TITLE_ROWS)]
    placed: list[Placed] = []
    for step in steps:
        x, baseline_x = scale.x(step.due), scale.x(step.baseline)
        mark = Box(min(x, baseline_x) - MARK, max(x, baseline_x) + MARK)
        found = _find(rows, mark, _labels(step, x, today_x, numbered=numbered))
        if found is not None:
            number, label, box = found
            y = top + LANE_HEAD + MARK * 2 + number * ROW
            placed.append(Placed(step, x, y, baseline_x if step.baseline != step.due else None, label, box))
    return placed


def _labels(step: Step, x: int, today_x: int | None, *, numbered: bool) -> list[tuple[str, Box]]:
    """What the label may say and where, best first; the number where no cut of the title has a place."""
    titles = [] if numbered else dict.fromkeys(short(step.title, length) for length in CUTS)
    found = [(title, box) for title in titles for box in label_boxes(x, text_width(title), today_x)]
    number = str(step.number)
    return found or [(number, box) for box in label_boxes(x, text_width(number), today_x)]


def _find(rows: list[_Row], mark: Box, labels: list[tuple[str, Box]]) -> tuple[int, str, Box] | None:
    """The best label that some row takes, and the first row that takes it."""
    for label, box in labels:
        for number, row in enumerate(rows):
            if row.takes(mark, box):
                row.put(mark, box)
                return number, label, box
    return None


def label_boxes(x: int, width: int, today_x: int | None) -> list[Box]:
    """Where a label of a mark at `x` may stand, best first: to the right, to the left, or up to an edge."""
    lefts = [x - MARK, x + MARK - width]
    if today_x is not None:
        after, before = today_x + CLEAR, today_x - CLEAR - width
        lefts += [before, after] if x < today_x else [after, before]
    lefts += [EDGE_RIGHT - width, EDGE_LEFT]
    boxes = [Box(left, left + width) for left in lefts]
    return [box for box in boxes if _inside(box) and _near(box, x) and not _crosses(box, today_x)]


def _near(box: Box, x: int) -> bool:
    return box.left - NEAR <= x <= box.right + NEAR


def _inside(box: Box) -> bool:
    return box.left >= EDGE_LEFT and box.right <= EDGE_RIGHT


def _crosses(box: Box, today_x: int | None) -> bool:
    return today_x is not None and box.left < today_x + CLEAR and today_x - CLEAR < box.right


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """First days of months, evenly spaced, never more than fit."""
    first, last = _month(scale.first), _month(scale.last)
    step = next(step for step in STEPS if (last - first) // step <= MOST_TICKS - 1)
    months = range(-(-first // step) * step, last + 1, step)
    days = [date(month // 12, month % 12 + 1, 1) for month in months if 12 <= month < 120000]
    return tuple(Tick(scale.x(day), day) for day in days if scale.first <= day <= scale.last)


def _month(day: date) -> int:
    """Months since the year 0."""
    return day.year * 12 + day.month - 1
