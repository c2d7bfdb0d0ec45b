"""The picture of voice balance. Pure geometry: whole numbers out, no Django.

A row for each standpoint, always in the same order, and a column for each thing that is counted. The length of a bar
is the share of its column; the count stands beside it. A standpoint with nothing in a column has an empty place there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 900
NAME_X, MARK_X, MARK = 34, 6, 18
FIRST = 220  # the first column begins
COLUMN = 170  # from one column to the next
LONGEST = 116  # a bar that has everything
SHORTEST = 3  # a bar that has something
HEAD, ROW, FOOT, THICK = 48, 44, 8, 22
GAP = 8  # between a bar and its count


@dataclass(frozen=True)
class Bar:
    """A count, drawn from `x` on; without width there is none."""

    x: int
    width: int
    count: int

    @property
    def text_x(self) -> int:
        """Where the count begins."""
        return self.x + self.width + GAP


@dataclass(frozen=True)
class BalanceRow:
    """One standpoint, its bars in the order of the columns."""

    standpoint: str
    label: str
    y: int
    bars: tuple[Bar, ...]

    @property
    def bar_y(self) -> int:
        """The upper edge of the bars."""
        return self.y - THICK // 2

    @property
    def mark_y(self) -> int:
        """The upper edge of the standpoint's mark."""
        return self.y - MARK // 2

    @property
    def text_y(self) -> int:
        """The baseline of its texts."""
        return self.y + 6


@dataclass(frozen=True)
class Balance:
    """The whole picture; `columns` are where they begin."""

    height: int
    columns: tuple[int, ...]
    rows: tuple[BalanceRow, ...]
    width: int = WIDTH
    thick: int = THICK
    mark: int = MARK
    mark_x: int = MARK_X
    name_x: int = NAME_X


def balance(rows: Sequence[tuple[str, str, Sequence[int]]]) -> Balance:
    """`rows` are a standpoint with its label and its counts, one for each column, the same columns in each row."""
    sums = [sum(column) for column in zip(*(counts for _name, _label, counts in rows), strict=True)]
    columns = tuple(FIRST + COLUMN * number for number in range(len(sums)))
    drawn = tuple(
        BalanceRow(name, label, HEAD + ROW * number + ROW // 2, bars(counts, sums, columns))
        for number, (name, label, counts) in enumerate(rows)
    )
    return Balance(HEAD + ROW * len(rows) + FOOT, columns, drawn)


def bars(counts: Sequence[int], sums: Sequence[int], columns: Sequence[int]) -> tuple[Bar, ...]:
    """A bar for each count."""
    return tuple(Bar(x, length(count, total), count) for count, total, x in zip(counts, sums, columns, strict=True))


def length(count: int, total: int) -> int:
    """The share of the whole as a length. Something is never drawn as nothing."""
    return max(SHORTEST, round(LONGEST * count / total)) if count else 0
