"""Where the terms of a glossary stand in a text. Pure: the text comes out as it went in, in pieces.

A name is how a term is written; a word is a word of the text. Names are found whole, in any case, with a plural s; the
longest name wins. An abbreviation of up to four capitals is found only in capitals: "IT" is not "it". A hyphen, an
apostrophe or a dot between letters (a joint) belongs to the word, so that "production" is not found in "co-production";
what a possessive adds ("patient's") is not. Nothing is found in a link or an e-mail address.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST_ABBREVIATION = 4  # capitals; a longer word in capitals is only written loudly
APOSTROPHES = "'\u2019\u02bc"
HYPHENS = "-\u2010\u2011"
JOINTS = frozenset(APOSTROPHES + HYPHENS + "._\u00b7")  # between two letters they make one word
BLANK = r"[^\S\r\n]"
# One blank of a name: blanks of the text, with at most one new line among them. No part can match in two ways.
GAP = rf"(?:{BLANK}+(?:\n{BLANK}*)?|\n{BLANK}*)"
LOOKALIKES = {mark: f"[{APOSTROPHES}]" for mark in APOSTROPHES} | {mark: f"[{HYPHENS}]" for mark in HYPHENS}
PLURAL_IN_ES = ("s", "x", "z", "ch", "sh")
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
    parts = ["".join(LOOKALIKES.get(mark, re.escape(mark)) for mark in part) for part in name.split()]
    plural = "(?:es)?" if name.casefold().endswith(PLURAL_IN_ES) else "s?"
    return re.compile(GAP.join(parts) + plural, re.NOFLAG if is_abbreviation(name) else re.IGNORECASE)


def is_abbreviation(name: str) -> bool:
    """A few capitals and nothing else, such as PPI."""
    return 1 < len(name) <= LONGEST_ABBREVIATION and name.isalpha() and name.isupper()


def _is_part_of_word(mark: str) -> bool:
    """Is it a letter, a number, or what changes or hides between letters?"""
    return mark.isalnum() or mark == "_" or mark in HIDDEN or unicodedata.category(mark)[0] == "M"


def _is_whole(text: str, start: int, end: int) -> bool:
    """Does the word neither begin before this stretch nor go on after it?"""
    ahead, behind = text[max(start - 2, 0) : start], text[end : end + 3]
    if ahead and (
        _is_part_of_word(ahead[-1]) or (len(ahead) == 2 and ahead[-1] in JOINTS and _is_part_of_word(ahead[0]))
    ):
        return False
    return not behind or not (_is_part_of_word(behind[0]) or _goes_on(behind))


def _goes_on(behind: str) -> bool:
    """Does what stands behind a name begin with a joint and another letter, other than the s of a possessive?"""
    if behind[0] not in JOINTS or len(behind) < 2 or not _is_part_of_word(behind[1]):
        return False
    ends_there = len(behind) < 3 or not _is_part_of_word(behind[2])
    is_possessive = behind[0] in APOSTROPHES and behind[1] in "sS" and ends_there
    return not is_possessive


Index = dict[str, list[str]]


def index_of(names: Iterable[str]) -> Index:
    """Names by their first word in lower case, the longest first: what `pieces` looks into."""
    by_first_word: Index = defaultdict(list)
    for name in sorted(set(names), key=lambda name: (-len(name), name)):
        first_word = WORD.search(name)
        if first_word is not None:
            by_first_word[first_word[0].casefold()].append(name)
    return dict(by_first_word)


def _candidates(word: str, index: Index) -> Iterator[str]:
    """Names that may begin with this word of a text: as it is, or without the ending of a plural."""
    folded = word.casefold()
    stems = dict.fromkeys([folded, folded.removesuffix("s"), folded.removesuffix("es")])
    candidates = [name for stem in stems for name in index.get(stem, [])]
    yield from sorted(candidates, key=len, reverse=True)


def _words(text: str) -> Iterator[re.Match[str]]:
    """Every word of the text that is not part of an address."""
    for chunk in CHUNK.finditer(text):
        if "://" not in chunk[0] and "@" not in chunk[0]:
            yield from WORD.finditer(text, chunk.start(), chunk.end())


def _name_at(text: str, word: re.Match[str], index: Index) -> tuple[int, int, str] | None:
    """The longest name whose first word is this word of the text, as (start, end, name); None where none stands whole.

    It may start before the word, where the name begins with a sign, as "#MeToo" does.
    """
    for name in _candidates(word[0], index):
        first_word = WORD.search(name)
        start = word.start() - (first_word.start() if first_word else 0)
        match = _pattern(name).match(text, start) if start >= 0 else None
        if match is not None and _is_whole(text, match.start(), match.end()):
            return match.start(), match.end(), name
    return None


def _places(text: str, index: Index) -> Iterator[tuple[int, int, str]]:
    """Every place of a name, as (start, end, name), from left to right; none reaches into another."""
    next_start = 0
    for word in _words(text):
        place = _name_at(text, word, index) if word.start() >= next_start else None
        if place is not None and place[0] >= next_start:
            next_start = place[1]
            yield place


def pieces(text: str, index: Index, named_before: Collection[str] = ()) -> list[Piece]:
    """The text in pieces, with the first place of each name that is not in `named_before`."""
    cut: list[Piece] = []
    named = set(named_before)
    cut_until = 0
    for start, end, name in _places(text, index):
        if name not in named:
            cut += [Piece(text[cut_until:start]), Piece(text[start:end], name)]
            named.add(name)
            cut_until = end
    cut.append(Piece(text[cut_until:]))
    return [piece for piece in cut if piece.text]
