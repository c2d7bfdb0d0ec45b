"""Where everything stands in the timeline of milestones. Pure geometry: whole numbers out, no Django.

On top a band for each phase. Two lanes, rapid and slow, each as many rows high as it needs. A mark stands at its due
date, a dashed run leads to it from its baseline, and its label stands above it. No label meets another label, a row
takes no two marks at one place, and no label crosses today's line. Where the titles of a lane do not fit, its marks
are numbered as in the table.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from core.scale import CLEAR, CUTS, EDGE_LEFT, EDGE_RIGHT, Box, Scale, short, text_width
from milestones.pictures.bands import Stretch
from milestones.pictures.frame import FOOT, GAP, LANE_GAP, LANE_HEAD, Frame, ground

ROW = 46
MARK = 9  # half the width of a mark
MOST_JOINS = 12  # lines from what is waited for; more would be a tangle
NEAR = 30  # a label may stand this far off its mark, to stay clear of today's line
TITLE_ROWS, NUMBER_ROWS = 6, 18


class Mark(NamedTuple):
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


class Placed(NamedTuple):
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


@dataclass(frozen=True, kw_only=True)
class Timeline(Frame):
    """The whole picture, mark by mark."""

    lanes: tuple[Lane, ...]
    joins: tuple[Join, ...] = ()

    @property
    def count(self) -> int:
        """How many milestones it is about."""
        return sum(len(lane.placed) for lane in self.lanes) + self.missing

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
    """What already stands in a row: marks with their runs below, labels above, each from its left to its right.

    Marks come by date, so most stand right of all that is there; and what is in the way was most likely put there last.
    """

    runs: list[tuple[int, int]] = field(default_factory=list)
    labels: list[tuple[int, int]] = field(default_factory=list)
    run_end: int = -1
    label_end: int = -1

    def takes_run(self, left: int, right: int) -> bool:
        return left >= self.run_end + 2 or not _meets(self.runs, left, right, 2)

    def takes_label(self, left: int, right: int) -> bool:
        return left >= self.label_end + GAP or not _meets(self.labels, left, right, GAP)

    def put(self, run: tuple[int, int], label: tuple[int, int]) -> None:
        self.runs.append(run)
        self.labels.append(label)
        self.run_end = max(self.run_end, run[1])
        self.label_end = max(self.label_end, label[1])


def _meets(others: list[tuple[int, int]], left: int, right: int, gap: int) -> bool:
    """Does a stretch overlap one of the others, or come nearer than `gap`?"""
    return any(left < end + gap and start < right + gap for start, end in reversed(others))


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
    below = ground(days, today, phases)
    drawn: list[Lane] = []
    top = below.top
    for name in lanes:
        lane = _lane(name, [mark for mark in listed if mark.lane == name], below.scale, below.today_x, top)
        drawn.append(lane)
        top = lane.bottom + LANE_GAP
    return Timeline(
        height=top - LANE_GAP + FOOT,
        ticks=below.ticks,
        today_x=below.today_x,
        bands=below.bands,
        lanes=tuple(drawn),
        joins=joins(drawn),
    )


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
    places = [(mark, scale.x(mark.due), scale.x(mark.baseline)) for mark in marks]
    placed = _pack(places, today_x, top, numbered=False)
    if len(placed) < len(marks):
        placed = _pack(places, today_x, top, numbered=True)
    first = top + LANE_HEAD + MARK * 2
    last = max((one.y for one in placed), default=first)
    rows = tuple(range(first, last + 1, ROW))
    return Lane(name, top, last + MARK * 2, rows, tuple(placed), len(marks) - len(placed))


def _pack(places: list[tuple[Mark, int, int]], today_x: int | None, top: int, *, numbered: bool) -> list[Placed]:
    """Put each mark into the first row that takes it; marks that no row takes are left out.

    The first title without a place ends it: the lane is numbered then.
    """
    rows = [_Row() for _ in range(NUMBER_ROWS if numbered else TITLE_ROWS)]
    placed: list[Placed] = []
    first = top + LANE_HEAD + MARK * 2
    for mark, x, baseline_x in places:
        found = _find(rows, (min(x, baseline_x) - MARK, max(x, baseline_x) + MARK), _labels(mark, x, today_x, numbered))
        if found is not None:
            number, label, box = found
            moved_x = baseline_x if mark.baseline != mark.due else None
            placed.append(Placed(mark, x, first + number * ROW, moved_x, label, box))
        elif not numbered:
            break
    return placed


Label = tuple[str, int, int]


def _labels(mark: Mark, x: int, today_x: int | None, numbered: bool) -> Iterator[Label]:
    """What the label may say and from where to where, best first; the number where no cut of the title has a place."""
    any_title = False
    for title in () if numbered else dict.fromkeys(short(mark.title, length) for length in CUTS):
        for left, right in label_stretches(x, text_width(title), today_x):
            any_title = True
            yield title, left, right
    if not any_title:
        number = str(mark.number)
        for left, right in label_stretches(x, text_width(number), today_x):
            yield number, left, right


def _find(rows: list[_Row], run: tuple[int, int], labels: Iterable[Label]) -> tuple[int, str, Box] | None:
    """The best label that some row takes, and the first row that takes it."""
    for label, left, right in labels:
        for number, row in enumerate(rows):
            if row.takes_run(*run) and row.takes_label(left, right):
                row.put(run, (left, right))
                return number, label, Box(left, right)
    return None


def label_stretches(x: int, width: int, today_x: int | None) -> Iterator[tuple[int, int]]:
    """From where to where a label of a mark at `x` may stand, best first: to the right, to the left, up to an edge."""
    for left in _lefts(x, width, today_x):
        right = left + width
        is_inside = left >= EDGE_LEFT and right <= EDGE_RIGHT
        is_near = left - NEAR <= x <= right + NEAR
        if is_inside and is_near and (today_x is None or left >= today_x + CLEAR or today_x - CLEAR >= right):
            yield left, right


def _lefts(x: int, width: int, today_x: int | None) -> Iterator[int]:
    yield x - MARK
    yield x + MARK - width
    if today_x is not None:
        after, before = today_x + CLEAR, today_x - CLEAR - width
        yield from (before, after) if x < today_x else (after, before)
    yield EDGE_RIGHT - width
    yield EDGE_LEFT
