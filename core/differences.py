"""What changed between two texts, word by word: pure, and bounded in time whatever the texts are."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

SAME, ADDED, TAKEN_OUT = "same", "added", "taken_out"
TOKEN = re.compile(r"\S+\s*|\s+")
DEPTH = 12  # how often a stretch is divided by words that stand in it once
CELLS = 4096  # the largest table of two stretches that is compared word by word

Step = tuple[str, str]


@dataclass(frozen=True)
class Piece:
    """A stretch of text that is the same, was added, or was taken out."""

    kind: str
    text: str


def word_diff(before: str, after: str) -> list[Piece]:
    """The way from one text to the other. Without the added pieces it reads `before`, without the others `after`.

    Words that stand once in both texts hold it in place; what lies between them is compared word by word where it is
    short, and else replaced as a whole, so that long texts with nothing in common take no longer than others.
    Spaces do not count; a new line does.
    """
    old, new = TOKEN.findall(before), TOKEN.findall(after)
    return [
        Piece(kind, "".join(text for _kind, text in steps))
        for kind, steps in groupby(_between(old, new, DEPTH), key=lambda step: step[0])
    ]


def _keys(tokens: Sequence[str]) -> list[str]:
    """What counts of each token: the word, and the line ends after it."""
    return [token.strip() + "\n" * token.count("\n") for token in tokens]


def _between(old: Sequence[str], new: Sequence[str], depth: int) -> Iterator[Step]:
    """The steps from one stretch to the other: what is the same at both ends first."""
    a, b = _keys(old), _keys(new)
    shorter = min(len(a), len(b))
    start = next((at for at in range(shorter) if a[at] != b[at]), shorter)
    rest = shorter - start
    end = next((at for at in range(rest) if a[-1 - at] != b[-1 - at]), rest)
    yield from ((SAME, token) for token in new[:start])
    middle = slice(start, len(a) - end), slice(start, len(b) - end)
    yield from _middle(old[middle[0]], new[middle[1]], depth)
    yield from ((SAME, token) for token in new[len(new) - end :])


def _middle(old: Sequence[str], new: Sequence[str], depth: int) -> Iterator[Step]:
    """The steps between two stretches that begin and end differently."""
    held = _anchors(_keys(old), _keys(new)) if depth else []
    if held:
        at, by = 0, 0
        for left, right in held:
            yield from _between(old[at:left], new[by:right], depth - 1)
            yield SAME, new[right]
            at, by = left + 1, right + 1
        yield from _between(old[at:], new[by:], depth - 1)
    elif 0 < len(old) * len(new) <= CELLS:
        yield from _by_table(old, new)
    else:
        yield from ((TAKEN_OUT, token) for token in old)
        yield from ((ADDED, token) for token in new)


def _anchors(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """Places of words that stand once in each, the longest row of them that keeps its order in both."""
    in_a, in_b = Counter(a), Counter(b)
    place = {key: at for at, key in enumerate(b) if in_b[key] == 1}
    pairs = [(at, place[key]) for at, key in enumerate(a) if in_a[key] == 1 and key in place]
    return _rising(pairs)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of the pairs in which the second number rises, too (patience sorting)."""
    tops: list[int] = []
    piles: list[int] = []
    before: list[int] = []
    for number, (_left, right) in enumerate(pairs):
        pile = bisect_left(tops, right)
        tops[pile : pile + 1] = [right]
        piles[pile : pile + 1] = [number]
        before.append(piles[pile - 1] if pile else -1)
    found, at = [], piles[-1] if piles else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    return found[::-1]


def _by_table(old: Sequence[str], new: Sequence[str]) -> Iterator[Step]:
    """The longest common part of two short stretches."""
    a, b = _keys(old), _keys(new)
    best = [[0] * (len(b) + 1) for _row in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            best[i][j] = best[i + 1][j + 1] + 1 if a[i] == b[j] else max(best[i + 1][j], best[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield SAME, new[j]
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            yield TAKEN_OUT, old[i]
            i += 1
        else:
            yield ADDED, new[j]
            j += 1
    yield from ((TAKEN_OUT, token) for token in old[i:])
    yield from ((ADDED, token) for token in new[j:])
