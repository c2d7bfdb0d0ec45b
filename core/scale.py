"""Days to places, how wide words are, and the months of an axis. Pure geometry."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache

WIDTH = 900
LEFT, RIGHT = 100, 845  # the first and the last day
EDGE_LEFT, EDGE_RIGHT = 66, 898  # labels stay between them
CLEAR = 5  # between a label and today's line
CUTS = (32, 24, 16, 12)  # characters of a title, best first
STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000)  # months between ticks
MOST_TICKS = 9


@dataclass(frozen=True)
class Box:
    """A stretch of a row from `left` to `right`."""

    left: int
    right: int

    def meets(self, other: Box, gap: int = 0) -> bool:
        """Do they overlap, or come nearer than `gap`?"""
        return self.left < other.right + gap and other.left < self.right + gap


@dataclass(frozen=True)
class Tick:
    """The first day of a month on the axis."""

    x: int
    on: date


@dataclass(frozen=True)
class Scale:
    """Days to places."""

    first: date
    last: date

    def x(self, day: date) -> int:
        """Where a day stands; days outside the scale stand at its ends."""
        span = max((self.last - self.first).days, 1)
        return LEFT + round((RIGHT - LEFT) * min(max((day - self.first).days, 0), span) / span)


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


def crosses(box: Box, today_x: int | None) -> bool:
    """Does it come too near to today's line?"""
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
