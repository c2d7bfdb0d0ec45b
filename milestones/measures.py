"""What waits for what, as a graph: the way from one to another, and everything that can be reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

Pair = tuple[UUID, UUID]  # what comes before, what waits for it


def way(links: Iterable[Pair], start: UUID, ends: Collection[UUID]) -> list[UUID]:
    """The shortest way from `start` along what waits for it to one of `ends`; empty where there is none."""
    waiting: dict[UUID, list[UUID]] = {}
    for before, after in links:
        waiting.setdefault(before, []).append(after)
    came_from: dict[UUID, UUID | None] = {start: None}
    queue = [start]
    for here in queue:
        if here in ends:
            return _back(came_from, here)
        for after in waiting.get(here, []):
            if after not in came_from:
                came_from[after] = here
                queue.append(after)
    return []


def _back(came_from: dict[UUID, UUID | None], end: UUID) -> list[UUID]:
    steps: list[UUID] = []
    here: UUID | None = end
    while here is not None:
        steps.append(here)
        here = came_from[here]
    return steps[::-1]


def reach(pairs: Iterable[Pair], start: UUID) -> set[UUID]:
    """Everything that the pairs lead to from `start`, without `start`; turned round, everything that leads to it."""
    leads: dict[UUID, list[UUID]] = {}
    for one, other in pairs:
        leads.setdefault(one, []).append(other)
    seen = {start}
    queue = [start]
    for here in queue:
        fresh = [key for key in leads.get(here, []) if key not in seen]
        seen |= set(fresh)
        queue.extend(fresh)
    return seen - {start}


def turned(pairs: Iterable[Pair]) -> list[Pair]:
    """The same pairs, the other way round."""
    return [(other, one) for one, other in pairs]
