"""The versions of somebody's words, each beside the one before it. Only for their author."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.core.paginator import Page

from core.differences import Piece, word_diff
from dialogues.models import ReflectionVersion

VERSIONS_ON_A_PAGE = 5


@dataclass(frozen=True)
class Compared:
    """A version, its number in the order of sending, and how its words came of those before it."""

    version: ReflectionVersion
    number: int
    pieces: list[Piece]
    is_newest: bool


def compared(page: Page[ReflectionVersion]) -> list[Compared]:
    """The versions of a page, the newest first; the one before the last of them is fetched with them."""
    total, start = page.paginator.count, page.start_index() - 1 if page.paginator.count else 0
    rows = list(page.paginator.object_list[start : start + VERSIONS_ON_A_PAGE + 1])
    found = [(row, word_diff(before.text, row.text)) for row, before in pairwise(rows)]
    if rows and start + len(rows) == total and len(rows) <= VERSIONS_ON_A_PAGE:
        found.append((rows[-1], []))
    return [
        Compared(row, total - start - at, pieces, is_newest=start + at == 0) for at, (row, pieces) in enumerate(found)
    ]
