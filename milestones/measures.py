"""What waits for what, as a graph: the path from one to another, and everything that can be reached."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

Pair = tuple[UUID, UUID]  # what comes before, what waits for it


def shortest_path(pairs: Iterable[Pair], start: UUID, ends: Collection[UUID]) -> list[UUID]:
    """The keys from `start` along what waits for it to one of `ends`, both included; empty where none is reached."""
    waiting = _neighbours(pairs)
    came_from: dict[UUID, UUID | None] = {start: None}
    queue = [start]
    for key in queue:
        if key in ends:
            return _path_back(came_from, key)
        for after in waiting.get(key, []):
            if after not in came_from:
                came_from[after] = key
                queue.append(after)
    return []


def _path_back(came_from: dict[UUID, UUID | None], end: UUID) -> list[UUID]:
    path: list[UUID] = []
    key: UUID | None = end
    while key is not None:
        path.append(key)
        key = came_from[key]
    return path[::-1]


def reachable_from(pairs: Iterable[Pair], start: UUID) -> set[UUID]:
    """Everything that waits for `start`, near or far, without `start`; of reversed pairs, all that it waits for."""
    waiting = _neighbours(pairs)
    reached = {start}
    queue = [start]
    for key in queue:
        fresh = [after for after in waiting.get(key, []) if after not in reached]
        reached |= set(fresh)
        queue.extend(fresh)
    return reached - {start}


def reversed_pairs(pairs: Iterable[Pair]) -> list[Pair]:
    """The same pairs, each the other way round."""
    return [(after, before) for before, after in pairs]


def _neighbours(pairs: Iterable[Pair]) -> dict[UUID, list[UUID]]:
    waiting: dict[UUID, list[UUID]] = {}
    for before, after in pairs:
        waiting.setdefault(before, []).append(after)
    return waiting
