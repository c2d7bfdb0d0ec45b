"""The places of a text in which something was found, as pieces to be shown: never as markup.

Postgres marks what it found with characters that nobody writes; those of them that stand in a text are taken out first.
While Postgres reads the text a control character stands for "<": it would leave out what looks like a tag.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Case, F, Func, TextField, Value, When
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual

START, STOP, BREAK = "\ue000", "\ue001", "\ue002"
LESS = "\x01"  # cleaned text has none; unlike a private-use character it is no letter to any locale
LONGEST = 320  # characters of one fragment
FRAGMENTS = 3


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `found`: it is what was looked for."""

    text: str
    found: bool


Fragment = list[Piece]
MORE = Piece(" … ", found=False)


def headline(query: Any, config: str) -> Case:
    """A short text whole, of a long one up to three places around what was found."""
    text = Func(
        F("text"),
        Value("<" + START + STOP + BREAK + LESS),
        Value(LESS),
        function="translate",
        output_field=TextField(),
    )
    marks: dict[str, Any] = {
        "config": config,
        "start_sel": START,
        "stop_sel": STOP,
        "fragment_delimiter": BREAK,
        "short_word": 0,
    }
    places = SearchHeadline(text, query, max_fragments=FRAGMENTS, min_words=10, max_words=30, **marks)
    return Case(
        When(is_short(), then=SearchHeadline(text, query, highlight_all=True, **marks)),
        default=places,
        output_field=TextField(),
    )


def is_short() -> LessThanOrEqual:
    """May the whole text be shown?"""
    return LessThanOrEqual(Length("text"), LONGEST)


def fragments(marked: str, *, is_whole: bool) -> list[Fragment]:
    """What Postgres marked, in pieces. Not of the whole text: each says that more stands around it."""
    found = [shortened(pieces(part)) for part in marked.split(BREAK) if part.strip()]
    return found if is_whole else [[MORE, *fragment, MORE] for fragment in found]


def pieces(part: str) -> Fragment:
    """One fragment: what stands between the marks was found."""
    found: Fragment = []
    before, *rest = part.split(START)
    add(found, before, is_found=False)
    for stretch in rest:
        inside, _stop, after = stretch.partition(STOP)
        add(found, inside, is_found=True)
        add(found, after, is_found=False)
    return found


def add(fragment: Fragment, text: str, *, is_found: bool) -> None:
    """A piece, as its author wrote it, unless it is empty."""
    if text := text.replace(STOP, "").replace(LESS, "<"):
        fragment.append(Piece(text, is_found))


def shortened(fragment: Fragment) -> Fragment:
    """No more than a reader can take in: a word may be as long as a text."""
    short: Fragment = []
    left = LONGEST
    for piece in fragment:
        if left <= 0:
            break
        short.append(Piece(clipped(piece.text, left), piece.found))
        left -= len(piece.text)
    return short


def clipped(text: str, length: int) -> str:
    """Its beginning, up to the last space where there is one."""
    if len(text) <= length:
        return text
    start = text[:length]
    return (start.rpartition(" ")[0] or start) + "…"


def beginning(text: str) -> list[Fragment]:
    """How a text begins, where no words were looked for."""
    return [[Piece(clipped(text, LONGEST), found=False)]] if text else []
