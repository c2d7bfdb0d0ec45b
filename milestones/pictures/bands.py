"""The phases on top of the timeline, each as a band with its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from core.scale import CLEAR, CUTS, Box, Scale, crosses, short, text_width

BAND = 26  # the height of a phase
BAND_ROW = 32
BAND_TOP = 36
TOUCH = 4  # a phase that ends when another begins shares its row
SHORTEST = 8  # characters of a name; fewer would say nothing


@dataclass(frozen=True)
class Stretch:
    """A phase to be drawn, or as much of it as the picture shows. `number` is its row in the table; 0 for its place."""

    title: str
    start: date
    end: date
    number: int = 0


@dataclass(frozen=True)
class Band:
    """A phase with its place. `label` stands in `box`: its title, its number in the table, or nothing."""

    stretch: Stretch
    number: int
    left: int
    right: int
    y: int
    is_here: bool
    label: str
    box: Box
    height: int = BAND

    @property
    def width(self) -> int:
        """How long the band is."""
        return self.right - self.left

    @property
    def label_y(self) -> int:
        """The baseline of the label's text."""
        return self.y + BAND - 8


def lay_bands(phases: Sequence[Stretch], scale: Scale, today: date, today_x: int | None) -> tuple[Band, ...]:
    """Each phase in the first row where it meets no other."""
    ends: list[int] = []
    found: list[Band] = []
    for place, phase in enumerate(phases, 1):
        number = phase.number or place
        left, right = scale.x(phase.start), scale.x(phase.end)
        right = max(right, left + 2)
        row = next((row for row, end in enumerate(ends) if end <= left + TOUCH), len(ends))
        ends[row:] = [right, *ends[row + 1 :]]
        label, box = _band_label(phase.title, number, Box(left, right), today_x)
        is_here = phase.start <= today <= phase.end
        found.append(Band(phase, number, left, right, BAND_TOP + row * BAND_ROW, is_here, label, box))
    return tuple(found)


def _band_label(title: str, number: int, band: Box, today_x: int | None) -> tuple[str, Box]:
    """The title, cut as it must be, beside today's line; the number of the phase, or nothing, where it has no place."""
    lefts = [band.left + CLEAR] + ([] if today_x is None else [max(today_x, band.left) + CLEAR])
    for label in [*dict.fromkeys(short(title, length) for length in (*CUTS, SHORTEST)), str(number)]:
        for left in lefts:
            box = Box(left, left + text_width(label))
            if box.right <= band.right - CLEAR and not crosses(box, today_x):
                return label, box
    return "", Box(band.left, band.left)
