"""What was agreed and how long things took, as dots along two lines. Pure geometry: whole numbers out, no Django.

Dots that would meet are piled up. Where a pile grows too high, the rest of it is counted and stands only in the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 900
LEFT, RIGHT = 20, 880
HEAD, FOOT, GAP = 56, 38, 22  # the name and the agreed line's flag above; the numbers below; between two strips
LEVEL, LEVELS = 22, 8
MARK = 22  # from one dot to the next
FLAG_TURNS = 640  # right of this, the flag of the agreed line stands to its left
STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 50_000)
MOST_TICKS = 9


@dataclass(frozen=True)
class Dot:
    """Something that took so long. `look` is done, late or planned, as in the timeline."""

    value: int
    look: str


@dataclass(frozen=True)
class Placed:
    """A dot with its place."""

    x: int
    y: int
    look: str


@dataclass(frozen=True)
class Strip:
    """One pace: its line at `line_y`, its dots above it, its numbers below."""

    name: str
    top: int
    line_y: int
    placed: tuple[Placed, ...]
    ticks: tuple[tuple[int, int], ...]
    agreed: int | None
    agreed_x: int | None
    missing: int
    left: int = LEFT
    right: int = RIGHT

    @property
    def name_y(self) -> int:
        """The baseline of the name."""
        return self.top + 18

    @property
    def flag_y(self) -> int:
        """The baseline of what the agreed line says."""
        return self.top + 44

    @property
    def flag_x(self) -> int:
        """Where it begins, or ends if it stands to the left."""
        return (self.agreed_x or 0) + (-8 if self.flag_left else 8)

    @property
    def flag_left(self) -> bool:
        """Does it stand to the left of its line?"""
        return (self.agreed_x or 0) > FLAG_TURNS

    @property
    def tick_y(self) -> int:
        """The baseline of the numbers."""
        return self.line_y + 30


@dataclass(frozen=True)
class PacePicture:
    """Both strips, one above the other."""

    strips: tuple[Strip, ...]
    height: int
    width: int = WIDTH

    @property
    def missing(self) -> int:
        """How many dots found no place."""
        return sum(strip.missing for strip in self.strips)


def draw(strips: Sequence[tuple[str, Sequence[Dot], int | None]]) -> PacePicture:
    """Strips of (name, dots, what was agreed), from the top down; one without a dot is left out."""
    drawn: list[Strip] = []
    top = 0
    for name, dots, agreed in [strip for strip in strips if strip[1]]:
        strip = _strip(name, dots, agreed, top)
        drawn.append(strip)
        top = strip.line_y + FOOT + GAP
    return PacePicture(tuple(drawn), top - GAP if drawn else 0)


def _strip(name: str, dots: Sequence[Dot], agreed: int | None, top: int) -> Strip:
    limit = max([1, agreed or 0, *(dot.value for dot in dots)])
    levels, missing = pile([(_x(dot.value, limit), dot.look) for dot in dots])
    high = max((level for _at, level, _look in levels), default=0)
    line_y = top + HEAD + high * LEVEL + 14
    placed = tuple(Placed(x, line_y - level * LEVEL, look) for x, level, look in levels)
    return Strip(
        name, top, line_y, placed, ticks(limit), agreed, None if agreed is None else _x(agreed, limit), missing
    )


def _x(value: int, limit: int) -> int:
    """Where a value stands; less than nothing stands at the beginning."""
    return LEFT + round((RIGHT - LEFT) * max(value, 0) / limit)


def pile(dots: Sequence[tuple[int, str]]) -> tuple[list[tuple[int, int, str]], int]:
    """Each dot with the lowest level on which it meets no other, and how many found none."""
    rows: list[int] = [LEFT - MARK] * LEVELS  # the last dot of each level
    placed: list[tuple[int, int, str]] = []
    missing = 0
    for x, look in sorted(dots):
        level = next((number for number, last in enumerate(rows) if x - last >= MARK), None)
        if level is None:
            missing += 1
        else:
            rows[level] = x
            placed.append((x, level, look))
    return placed, missing


def ticks(limit: int) -> tuple[tuple[int, int], ...]:
    """Places and numbers along a line, evenly spaced, never more than fit."""
    step = next((step for step in STEPS if limit // step <= MOST_TICKS - 1), limit)
    return tuple((_x(value, limit), value) for value in range(0, limit + 1, step))
