"""What a request takes of the processor, in the web server and in Postgres: the figure that most rows are judged by.

It hardly changes when others work on the same machine, which a rate does. Acts that are compared take turns.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bench.frame import ROUNDS, Goal, Line, figure_text, rounds_of

Spent = tuple[float, float]  # seconds of the processor up to now: of the web server, of its work in Postgres


class Served(Protocol):
    """A site whose processor time can be read."""

    def spent(self) -> Spent: ...


@dataclass(frozen=True)
class Cost:
    """Milliseconds of the processor for one request, and how many came a second (nothing where nobody counts)."""

    web: float
    database: float
    rate: float = 0.0

    @property
    def total(self) -> float:
        """Both together."""
        return self.web + self.database

    def __str__(self) -> str:
        rate = f", {figure_text(self.rate)} /s" if self.rate else ""
        return f"{figure_text(self.web)} + {figure_text(self.database)} ms{rate}"


@dataclass(frozen=True)
class Act:
    """Something done at a site. `do` makes `number` requests and returns how many came a second."""

    site: Served
    do: Callable[[], float]
    number: int

    def cost(self) -> Cost:
        """Do it, and see what it took."""
        before = self.site.spent()
        rate = self.do()
        web, database = (now - then for then, now in zip(before, self.site.spent(), strict=True))
        return Cost(web / self.number * 1000, database / self.number * 1000, rate)


def middle(costs: Sequence[Cost]) -> Cost:
    """The one with as many dearer as cheaper ones, with the median of all rates."""
    ordered = sorted(costs, key=lambda cost: cost.total)
    return replace(ordered[len(ordered) // 2], rate=statistics.median(cost.rate for cost in costs))


def costs(acts: Sequence[Act], rounds: int = ROUNDS) -> list[Cost]:
    """The middle cost of each. They take turns; the first turn only warms up."""
    return [middle(each) for each in rounds_of([act.cost for act in acts], rounds)]


def cost_line(row: str, act: str, ours: Cost, reference: Cost, goal: Goal, note: str = "") -> Line:
    """A line judged by processor time; web and Postgres of both, and their rates, stand in the note."""
    parts = f"web + Postgres {ours}; the reference {reference}"
    return Line(row, act, ours.total, reference.total, "ms", goal, "; ".join(filter(None, (parts, note))))
