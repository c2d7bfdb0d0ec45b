"""Where the bars of the pulse stand: one statement, a row for each group. Pure geometry, no Django.

Disagreement runs to the left of a middle line and agreement to the right; "neither" stands across it. A bar is as
long as the part of its group that it stands for, so groups of different size can be seen side by side, and the number
of answers stands in it. "Not sure" and "no answer" are no step between the two sides: they are written, not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 360
MIDDLE = WIDTH // 2
HEAD = 26  # for the words above the two sides
ROW = 62
NAME = 20  # from the top of a row to the baseline of its name
BAR = 28  # from the top of a row to its bar
THICK = 24
TEXT = 17  # from the top of a bar to the baseline of its number
DIGIT = 10  # the width of a digit
# The five answers as they are drawn: a class for the shape, a class for the number in it.
LOOKS = (
    ("disagree strong", "on-strong"),
    ("disagree", "name"),
    ("neither", "name"),
    ("agree", "name"),
    ("agree strong", "on-strong"),
)


@dataclass(frozen=True)
class Part:
    """One answer of the five in the bar of a group. `text` is empty where there is no room for the number."""

    look: str
    text_look: str
    x: int
    width: int
    text: str

    @property
    def text_x(self) -> int:
        """The middle, where the number stands."""
        return self.x + self.width // 2


@dataclass(frozen=True)
class Bar:
    """The bar of one group."""

    top: int
    parts: tuple[Part, ...]

    @property
    def name_y(self) -> int:
        """The baseline of the group's name."""
        return self.top + NAME

    @property
    def mark_y(self) -> int:
        """The top of the mark before the name."""
        return self.name_y - 13

    @property
    def bar_y(self) -> int:
        """The top of the bar."""
        return self.top + BAR

    @property
    def text_y(self) -> int:
        """The baseline of the numbers in it."""
        return self.bar_y + TEXT


@dataclass(frozen=True)
class Spread:
    """The whole picture of one statement."""

    bars: tuple[Bar, ...]
    width: int = WIDTH
    middle: int = MIDDLE
    thick: int = THICK

    @property
    def height(self) -> int:
        """Down to the end of the last row."""
        return HEAD + ROW * len(self.bars)

    @property
    def head_y(self) -> int:
        """The baseline of the words above the two sides."""
        return HEAD - 8


def spread_picture(rows: Iterable[tuple[int, Sequence[int]]]) -> Spread:
    """Of each group: how many answers it has, and how many of them are each of the five."""
    return Spread(tuple(_bar(place, count, five) for place, (count, five) in enumerate(rows)))


def _bar(place: int, count: int, five: Sequence[int]) -> Bar:
    """Twice the edges are whole numbers of answers, so the half of "neither" on each side is exact."""
    before = -2 * (five[0] + five[1]) - five[2]
    parts: list[Part] = []
    for look, number in zip(LOOKS, five, strict=True):
        left, right = _x(before, count), _x(before + 2 * number, count)
        if number:
            text = str(number)
            parts.append(Part(*look, left, right - left, text if right - left > DIGIT * len(text) else ""))
        before += 2 * number
    return Bar(HEAD + ROW * place, tuple(parts))


def _x(halves: int, count: int) -> int:
    """Where so many half answers right of the middle stand, in a group of `count`."""
    return MIDDLE + round((MIDDLE - 1) * halves / (2 * count))
