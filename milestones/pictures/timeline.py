"""Where everything stands in the timeline of milestones. Pure geometry: whole numbers out, no Django.

On top a band for each phase. Two lanes, rapid and slow, each as many rows high as it needs. A mark stands at its due
date, a dashed run leads to it from its baseline, and its label stands above it. No label meets another label, a row
takes no two marks at one place, and no label crosses today's line. Where the titles of a lane do not fit, its marks
are numbered as in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.scale import (
    CLEAR,
    CUTS,
    EDGE_LEFT,
    EDGE_RIGHT,
    LEFT,
    RIGHT,
    WIDTH,
    Box,
    Scale,
    Tick,
    crosses,
    short,
    text_width,
    ticks,
)
from milestones.pictures.bands import BAND_ROW, Band, Stretch, lay_bands

TOP = 44  # below today's flag
ROW = 46
LANE_GAP = 26
LANE_HEAD = 26  # above the first row of a lane, for the lane's name
FOOT = 30  # for the months
MARK = 9  # half the width of a mark
GAP = 8  # between two things in a row
MOST_JOINS = 12  # lines from what is waited for; more would be a tangle
NEAR = 30  # a label may stand this far off its mark, to stay clear of today's line
TITLE_ROWS, NUMBER_ROWS = 6, 18


@dataclass(frozen=True)
class Mark:
    """The mark of a milestone, to be drawn. `look` is done, late, soon or planned; `number` is its row in the table.

    `waits_for` are the keys of the marks that come before it.
    """

    key: str
    title: str
    due: date
    baseline: date
    lane: str
    look: str
    number: int
    waits_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class Placed:
    """A mark with its place. `baseline_x` is None where the date never moved. `box` is where its label stands."""

    mark: Mark
    x: int
    y: int
    baseline_x: int | None
    label: str
    box: Box

    @property
    def numbered(self) -> bool:
        """Is it labelled by its number in the table instead of its title?"""
        return self.label == str(self.mark.number) != self.mark.title

    @property
    def label_y(self) -> int:
        """The baseline of the label's text."""
        return self.y - MARK - 5


@dataclass(frozen=True)
class Lane:
    """One pace. `missing` counts marks for which there was no place at all: they are only in the table."""

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
class Join:
    """A line from a mark to the mark of what waits for it."""

    path: str


@dataclass(frozen=True)
class Timeline:
    """The whole picture. `today_x` is None where today lies outside it."""

    height: int
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    today_x: int | None
    bands: tuple[Band, ...] = ()
    joins: tuple[Join, ...] = ()
    width: int = WIDTH
    left: int = LEFT
    right: int = RIGHT

    @property
    def axis_y(self) -> int:
        """Where the lanes end and the months begin."""
        return self.height - FOOT

    @property
    def phase(self) -> str:
        """The phase in which today lies, cut to what a flag can carry; empty where there is none."""
        return next((short(band.stretch.title) for band in self.bands if band.is_here), "")

    def flag(self, words: str) -> Box:
        """Where today's flag stands with these words: around today, inside the picture."""
        width = text_width(words) + 2 * GAP
        left = min(max((self.today_x or 0) - width // 2, 2), WIDTH - 2 - width)
        return Box(left, left + width)

    @property
    def numbered(self) -> bool:
        """Are marks numbered somewhere?"""
        return any(placed.numbered for lane in self.lanes for placed in lane.placed)

    @property
    def missing(self) -> int:
        """How many marks are only in the table."""
        return sum(lane.missing for lane in self.lanes)


@dataclass
class _Row:
    """What already stands in a row: marks with their runs below, labels above."""

    runs: list[Box] = field(default_factory=list)
    labels: list[Box] = field(default_factory=list)

    # Marks come by date, so what is in the way was most likely put there last.

    def takes_run(self, run: Box) -> bool:
        return not any(run.meets(other, 2) for other in reversed(self.runs))

    def takes_label(self, label: Box) -> bool:
        return not any(label.meets(other, GAP) for other in reversed(self.labels))

    def put(self, run: Box, label: Box) -> None:
        self.runs.append(run)
        self.labels.append(label)


def timeline(
    marks: Iterable[Mark],
    *,
    lanes: Sequence[str],
    start: date,
    end: date,
    today: date,
    phases: Sequence[Stretch] = (),
) -> Timeline:
    """Lay out the marks on their lanes, from `start` to `end` or wider where a date lies outside."""
    listed = sorted(marks, key=lambda mark: (mark.due, mark.number))
    days = [start, end, *(mark.due for mark in listed), *(mark.baseline for mark in listed)]
    days += [day for phase in phases for day in (phase.start, phase.end)]
    scale = Scale(min(days), max(days))
    today_x = scale.x(today) if scale.first <= today <= scale.last else None
    bands = lay_bands(phases, scale, today, today_x)
    drawn: list[Lane] = []
    top = max((band.y + BAND_ROW for band in bands), default=TOP)
    for name in lanes:
        lane = _lane(name, [mark for mark in listed if mark.lane == name], scale, today_x, top)
        drawn.append(lane)
        top = lane.bottom + LANE_GAP
    height = top - LANE_GAP + FOOT
    return Timeline(height, tuple(drawn), ticks(scale), today_x, bands, joins(drawn))


def joins(lanes: Iterable[Lane]) -> tuple[Join, ...]:
    """Lines from each mark to those that wait for it; none where there are many, or marks are numbered."""
    by_key = {placed.mark.key: placed for lane in lanes for placed in lane.placed}
    pairs = [(by_key[key], after) for after in by_key.values() for key in after.mark.waits_for if key in by_key]
    if len(pairs) > MOST_JOINS or any(placed.numbered for placed in by_key.values()):
        return ()
    return tuple(Join(_path(before, after)) for before, after in pairs)


def _path(before: Placed, after: Placed) -> str:
    """From the side of one mark to the side of the other; below the row where they share it."""
    if before.y == after.y:
        low, first, last = before.y + 26, before.x, after.x
        return f"M{first} {before.y + MARK}C{first} {low} {last} {low} {last} {after.y + MARK + 2}"
    forward = 1 if after.x >= before.x else -1
    bend = max(abs(after.x - before.x) // 2, 30) * forward
    start, end = before.x + MARK * forward, after.x - (MARK + 3) * forward
    return f"M{start} {before.y}C{start + bend} {before.y} {end - bend} {after.y} {end} {after.y}"


def _lane(name: str, marks: list[Mark], scale: Scale, today_x: int | None, top: int) -> Lane:
    """The titles where all of them fit, otherwise the numbers."""
    placed = _pack(marks, scale, today_x, top, numbered=False)
    if len(placed) < len(marks):
        placed = _pack(marks, scale, today_x, top, numbered=True)
    first = top + LANE_HEAD + MARK * 2
    last = max((one.y for one in placed), default=first)
    rows = tuple(range(first, last + 1, ROW))
    return Lane(name, top, last + MARK * 2, rows, tuple(placed), len(marks) - len(placed))


def _pack(marks: list[Mark], scale: Scale, today_x: int | None, top: int, *, numbered: bool) -> list[Placed]:
    """Put each mark into the first row that takes it; marks that no row takes are left out.

    The first title without a place ends it: the lane is numbered then.
    """
    rows = [_Row() for _ in range(NUMBER_ROWS if numbered else TITLE_ROWS)]
    placed: list[Placed] = []
    for mark in marks:
        x, baseline_x = scale.x(mark.due), scale.x(mark.baseline)
        run = Box(min(x, baseline_x) - MARK, max(x, baseline_x) + MARK)
        found = _find(rows, run, _labels(mark, x, today_x, numbered=numbered))
        if found is not None:
            number, label, box = found
            y = top + LANE_HEAD + MARK * 2 + number * ROW
            placed.append(Placed(mark, x, y, baseline_x if mark.baseline != mark.due else None, label, box))
        elif not numbered:
            break
    return placed


def _labels(mark: Mark, x: int, today_x: int | None, *, numbered: bool) -> list[tuple[str, Box]]:
    """What the label may say and where, best first; the number where no cut of the title has a place."""
    titles = [] if numbered else dict.fromkeys(short(mark.title, length) for length in CUTS)
    found = [(title, box) for title in titles for box in label_boxes(x, text_width(title), today_x)]
    number = str(mark.number)
    return found or [(number, box) for box in label_boxes(x, text_width(number), today_x)]


def _find(rows: list[_Row], run: Box, labels: list[tuple[str, Box]]) -> tuple[int, str, Box] | None:
    """The best label that some row takes, and the first row that takes it."""
    free = [(number, row) for number, row in enumerate(rows) if row.takes_run(run)]
    for label, box in labels:
        for number, row in free:
            if row.takes_label(box):
                row.put(run, box)
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
    return [box for box in boxes if _inside(box) and _near(box, x) and not crosses(box, today_x)]


def _near(box: Box, x: int) -> bool:
    return box.left - NEAR <= x <= box.right + NEAR


def _inside(box: Box) -> bool:
    return box.left >= EDGE_LEFT and box.right <= EDGE_RIGHT
