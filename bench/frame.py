"""A line of the table, its goal, medians, and the table as text and as JSON."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TypeVar

ROUNDS = 5  # of which the median counts; one more before them warms up
Figure = TypeVar("Figure")
HEADS = ("id", "act", "ours", "reference", "unit", "ratio", "goal", "holds", "note")


class BenchError(Exception):
    """Why something could not be measured, in one sentence."""


class Judged(Enum):
    """What a goal bounds."""

    OURS = "our figure"
    RATIO = "ours / reference"
    THRIFT = "reference / ours"  # for what a request costs: 0.5 where ours costs twice as much


@dataclass(frozen=True)
class Goal:
    """A bound on a ratio or on our own figure."""

    bound: float
    is_floor: bool
    judged: Judged = Judged.RATIO

    def reached(self, value: float | None) -> bool:
        """Does the value keep the bound? What was not measured does not."""
        return value is not None and (value >= self.bound if self.is_floor else value <= self.bound)

    def bound_text(self, unit: str) -> str:
        """The bound as the table shows it, such as "0.5 or more" or "60 s or less"."""
        bound = f"{self.bound:g} {unit if self.judged is Judged.OURS else ''}".rstrip()
        return f"{bound} or {'more' if self.is_floor else 'less'}"


def at_most(ratio: float) -> Goal:
    """Ours is at most so many times the reference: for times and sizes."""
    return Goal(ratio, is_floor=False)


def thrift(ratio: float) -> Goal:
    """The reference costs at least so many times what ours costs; below 1 ours may cost more."""
    return Goal(ratio, is_floor=True, judged=Judged.THRIFT)


def below(figure: float) -> Goal:
    """Our own figure is this or less."""
    return Goal(figure, is_floor=False, judged=Judged.OURS)


@dataclass(frozen=True)
class Line:
    """One line of the table. `ours` is None where it could not be measured; `note` says why."""

    id: str
    act: str
    ours: float | None
    reference: float | None
    unit: str
    goal: Goal
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours by the reference, or the other way round as the goal judges; None where not both were measured."""
        if self.ours is None or self.reference is None:
            return None
        pair = (self.reference, self.ours) if self.goal.judged is Judged.THRIFT else (self.ours, self.reference)
        return pair[0] / pair[1] if pair[1] else None

    @property
    def holds(self) -> bool:
        """Is the goal reached?"""
        return self.goal.reached(self.ours if self.goal.judged is Judged.OURS else self.ratio)

    def noted(self, more: str) -> Line:
        """The same with something more to say."""
        return replace(self, note="; ".join(filter(None, (self.note, more))))

    def plain(self) -> dict[str, object]:
        """As the JSON file states it."""
        values = (self.id, self.act, rounded(self.ours), rounded(self.reference), self.unit, rounded(self.ratio))
        return dict(zip(HEADS, (*values, self.goal.bound_text(self.unit), self.holds, self.note), strict=True))


def failed(row: str, act: str, why: str) -> Line:
    """A row that could not be measured."""
    return Line(row, act, None, None, "", thrift(0), f"not measured: {why}")


def rounded(value: float | None) -> float | None:
    """Four significant digits: more would claim too much."""
    return None if value is None else float(f"{value:.4g}")


def figure_text(value: float | None) -> str:
    """A figure as the table shows it."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def rounds_of(contenders: Sequence[Callable[[], Figure]], rounds: int = ROUNDS) -> list[tuple[Figure, ...]]:
    """The figures of each. They take turns, so that noise meets all of them alike; the first turn only warms up."""
    if rounds < 3:
        raise ValueError("A median needs at least three rounds.")
    turns = [[contender() for contender in contenders] for _ in range(rounds + 1)]
    return list(zip(*turns[1:], strict=True))


def medians(contenders: Sequence[Callable[[], float]], rounds: int = ROUNDS) -> list[float]:
    """The median of each, measured by turns."""
    return [statistics.median(figures) for figures in rounds_of(contenders, rounds)]


def table(lines: Sequence[Line]) -> str:
    """Everything in columns, each as wide as its widest cell; the note comes last and is not padded."""
    rows = [(head for head in HEADS if head != "unit"), *(cells(line) for line in lines)]
    texts = [list(row) for row in rows]
    widths = [max(len(text[place]) for text in texts) for place in range(len(texts[0]) - 1)]
    padded = [[cell.ljust(width) for cell, width in zip(text, widths, strict=False)] + text[-1:] for text in texts]
    padded.insert(1, ["-" * width for width in widths] + ["----"])
    return "\n".join("  ".join(row).rstrip() for row in padded)


def cells(line: Line) -> tuple[str, ...]:
    """One line in words; the unit stands with our figure."""
    ours = f"{figure_text(line.ours)} {line.unit}".rstrip()
    goal = line.goal.bound_text(line.unit)
    return (
        line.id,
        line.act,
        ours,
        figure_text(line.reference),
        figure_text(line.ratio),
        goal,
        "yes" if line.holds else "NO",
        line.note,
    )


def write(lines: Sequence[Line], file: Path) -> None:
    """The list as JSON."""
    file.write_text(json.dumps([line.plain() for line in lines], indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
