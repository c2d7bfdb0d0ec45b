"""The thread of contributions: said, decided, changed, told, closed. Pure geometry: whole numbers out, no Django.

Five stations on one line, evenly spaced. In each the number that stands there now; a stretch of line is as thick as
many have gone along it, so that the eye sees where the thread wears thin.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 900, 176
FIRST, LAST = 90, 810
LINE_Y, RADIUS = 78, 34
THINNEST, THICKEST = 2, 22


@dataclass(frozen=True)
class Station:
    """Where some stand now. `came` is how many came this far; `thick` is the line that leads here, 0 for none."""

    x: int
    label: str
    here: int
    came: int
    thick: int
    from_x: int

    @property
    def length(self) -> int:
        """From the station before."""
        return self.x - self.from_x

    @property
    def line_y(self) -> int:
        """The upper edge of the line."""
        return LINE_Y - self.thick // 2

    @property
    def number_y(self) -> int:
        """The baseline of the number."""
        return LINE_Y + 6

    @property
    def label_y(self) -> int:
        """The baseline of the name."""
        return LINE_Y + RADIUS + 28

    @property
    def came_y(self) -> int:
        """The baseline of how many came this far."""
        return self.label_y + 24


@dataclass(frozen=True)
class Thread:
    """The whole picture."""

    stations: tuple[Station, ...]
    width: int = WIDTH
    height: int = HEIGHT
    y: int = LINE_Y
    radius: int = RADIUS


def thread(stages: Sequence[tuple[str, int, int]]) -> Thread:
    """`stages` are a name, how many stand there now, and how many came that far; the first is where all begin."""
    step = (LAST - FIRST) // max(len(stages) - 1, 1)
    all_of_them = max((came for _label, _here, came in stages), default=0)
    return Thread(
        tuple(
            Station(
                FIRST + step * number,
                label,
                here,
                came,
                _thickness(came, all_of_them) if number else 0,
                FIRST + step * max(number - 1, 0),
            )
            for number, (label, here, came) in enumerate(stages)
        )
    )


def _thickness(came: int, of: int) -> int:
    """The share of all as the width of a line. Something is never drawn as nothing."""
    return max(THINNEST, round(THICKEST * came / of)) if came else 0
