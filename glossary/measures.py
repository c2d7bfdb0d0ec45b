"""Where the words of a glossary stand in a text. Pure: the text comes out as it went in, in pieces.

Words are found whole, in any case, with a plural s; the longest name wins. An abbreviation of up to four capitals is
found only in capitals: "IT" is not "it". A hyphen, an apostrophe or a dot between letters belongs to the word, so that
"production" is not found in "co-production"; what a possessive adds ("patient's") is not. Nothing is found in a link or
an e-mail address.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

ABBREVIATION = 4  # capitals; a longer word in capitals is only written loudly
APOSTROPHES = "'\u2019\u02bc"
HYPHENS = "-\u2010\u2011"
JOINS = frozenset(APOSTROPHES + HYPHENS + "._\u00b7")  # between two letters they make one word
BLANK = r"[^\S\r\n]"
# One blank of a name: blanks of the text, with at most one new line among them. No part can match in two ways.
GAP = rf"(?:{BLANK}+(?:\n{BLANK}*)?|\n{BLANK}*)"
LIKE = {mark: f"[{APOSTROPHES}]" for mark in APOSTROPHES} | {mark: f"[{HYPHENS}]" for mark in HYPHENS}
HISSES = ("s", "x", "z", "ch", "sh")
HIDDEN = "\u00ad\u200c\u200d"  # a soft hyphen, and what joins or parts two letters unseen
CHUNK, WORD = re.compile(r"\S+"), re.compile(r"\w+")


@dataclass(frozen=True)
class Piece:
    """A stretch of the text. `name` is the name found in it, as the glossary writes it; empty for all the rest."""

    text: str
    name: str = ""


@lru_cache(maxsize=2048)
def _pattern(name: str) -> re.Pattern[str]:
    """What a name looks like in a text, apart from what stands around it."""
    parts = ["".join(LIKE.get(mark, re.escape(mark)) for mark in part) for part in name.split()]
    plural = "(?:es)?" if name.casefold().endswith(HISSES) else "s?"
    return re.compile(GAP.join(parts) + plural, re.NOFLAG if is_abbreviation(name) else re.IGNORECASE)


def is_abbreviation(name: str) -> bool:
    """A few capitals and nothing else, such as PPI."""
    return 1 < len(name) <= ABBREVIATION and name.isalpha() and name.isupper()


def _belongs(mark: str) -> bool:
    """Is this part of a word: a letter, a number, or what changes or hides between letters?"""
    return mark.isalnum() or mark == "_" or mark in HIDDEN or unicodedata.category(mark)[0] == "M"


def _is_whole(text: str, start: int, end: int) -> bool:
    """Does no word go on before or after this stretch?"""
    before, after = text[max(start - 2, 0) : start], text[end : end + 3]
    if before and (_belongs(before[-1]) or (len(before) == 2 and before[-1] in JOINS and _belongs(before[0]))):
        return False
    return not after or not (_belongs(after[0]) or _goes_on(after))


def _goes_on(after: str) -> bool:
    """A joint and another letter, unless it is the s of a possessive."""
    if after[0] not in JOINS or len(after) < 2 or not _belongs(after[1]):
        return False
    possessive = after[0] in APOSTROPHES and after[1] in "sS" and not (len(after) > 2 and _belongs(after[2]))
    return not possessive


Index = dict[str, list[str]]


def index(names: Iterable[str]) -> Index:
    """Names by their first word, the longest first: what `pieces` looks into."""
    found: Index = defaultdict(list)
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        first = WORD.search(name)
        if first is not None:
            found[first[0].casefold()].append(name)
    return dict(found)


def _candidates(word: str, known: Index) -> Iterator[str]:
    """Names that may begin with this word of a text: as it is, or without the ending of a plural."""
    folded = word.casefold()
    stems = dict.fromkeys([folded, folded.removesuffix("s"), folded.removesuffix("es")])
    found = [name for stem in stems for name in known.get(stem, [])]
    yield from sorted(found, key=len, reverse=True)


def _words(text: str) -> Iterator[re.Match[str]]:
    """Every word of the text that is not part of an address."""
    for chunk in CHUNK.finditer(text):
        if "://" not in chunk[0] and "@" not in chunk[0]:
            yield from WORD.finditer(text, chunk.start(), chunk.end())


def _found(text: str, word: re.Match[str], known: Index) -> tuple[int, int, str] | None:
    """The longest name that stands here whole."""
    for name in _candidates(word[0], known):
        first = WORD.search(name)
        start = word.start() - (first.start() if first else 0)
        match = _pattern(name).match(text, start) if start >= 0 else None
        if match is not None and _is_whole(text, match.start(), match.end()):
            return match.start(), match.end(), name
    return None


def _places(text: str, known: Index) -> Iterator[tuple[int, int, str]]:
    """Every place of a name, from left to right; none reaches into another."""
    free = 0
    for word in _words(text):
        place = _found(text, word, known) if word.start() >= free else None
        if place is not None and place[0] >= free:
            free = place[1]
            yield place


def pieces(text: str, known: Index, seen: Collection[str] = ()) -> list[Piece]:
    """The text in pieces, with the first place of each name that is not in `seen`."""
    found: list[Piece] = []
    already = set(seen)
    end = 0
    for start, stop, name in _places(text, known):
        if name not in already:
            found += [Piece(text[end:start]), Piece(text[start:stop], name)]
            already.add(name)
            end = stop
    found.append(Piece(text[end:]))
    return [piece for piece in found if piece.text]
