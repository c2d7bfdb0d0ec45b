"""What every picture of milestones over time stands in: its days, the months below, the phases above, and today."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from core.scale import LEFT, RIGHT, WIDTH, Box, Scale, Tick, short, text_width, ticks
from milestones.pictures.bands import BAND_ROW, Band, Stretch, lay_bands

TOP = 44  # below today's flag
FOOT = 30  # for the months
LANE_GAP = 26
LANE_HEAD = 26  # above the first row of a lane, for the lane's name
GAP = 8  # between two things in a row


@dataclass(frozen=True, kw_only=True)
class Frame:
    """A picture without what is drawn in it. `today_x` is None where today lies outside it."""

    height: int
    ticks: tuple[Tick, ...]
    today_x: int | None
    bands: tuple[Band, ...] = ()
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


@dataclass(frozen=True)
class Ground:
    """The ground that lanes are laid on: days to places, today, the phases, and where the first lane begins."""

    scale: Scale
    today_x: int | None
    bands: tuple[Band, ...]

    @property
    def top(self) -> int:
        """Where the first lane begins."""
        return max((band.y + BAND_ROW for band in self.bands), default=TOP)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        """The months below."""
        return ticks(self.scale)


def ground(days: Collection[date], today: date, phases: Sequence[Stretch]) -> Ground:
    """The ground that holds all these days and the phases."""
    every = [*days, *(day for phase in phases for day in (phase.start, phase.end))]
    scale = Scale(min(every), max(every))
    today_x = scale.x(today) if scale.first <= today <= scale.last else None
    return Ground(scale, today_x, lay_bands(phases, scale, today, today_x))
