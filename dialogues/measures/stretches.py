"""Where pieces of a text stand in the whole: pure."""

from __future__ import annotations

from collections.abc import Iterable

BREAK = "\n"


def stretches(texts: Iterable[str]) -> list[tuple[int, int]]:
    """Where each text stands in all of them joined by a line break: half-open ranges, counted in code points."""
    ranges, begins = [], 0
    for text in texts:
        ranges.append((begins, begins + len(text)))
        begins += len(text) + len(BREAK)
    return ranges
