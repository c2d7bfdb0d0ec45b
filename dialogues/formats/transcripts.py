"""Reads a transcript from a text file: who spoke, when, and what was said.

A turn begins with a line `Name (mm:ss):`, `Name (hh:mm:ss):` or `Name:`, and its words follow on the next lines. Where
the file writes name and words in one line (`Name: words`), that is understood too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.text import clean_line, clean_words

MAX_BYTES = 2 * 1024 * 1024
MAX_TURNS = 5_000
MAX_SPEAKERS = 60
MAX_NAME = 80
MAX_TURN = 50_000

# Matched against one stripped line; every repeat is bounded, so no file can make the search slow.
TIMED = re.compile(r"(?P<name>\S[^()]{0,199}?) {0,3}\((?P<time>\d{1,3}:\d{2}(?::\d{2})?)\) {0,3}:\s*(?P<rest>.*)")
ALONE = re.compile(r"(?P<name>\S[^:]{0,199}?) {0,3}:(?P<rest>)")
INLINE = re.compile(r"(?P<name>\S[^:]{0,39}?) {0,3}:\s+(?P<rest>\S.*)")


class UnreadableError(Exception):
    """The file is not a transcript we can read. The message says why and what to do, for the person who chose it."""


@dataclass(frozen=True)
class SpokenTurn:
    """One speaker's stretch. `starts_at` is in seconds from the beginning, where the file says it."""

    speaker: str
    starts_at: int | None
    text: str


def decode(raw: bytes) -> str:
    """The text of a file in UTF-8, with or without its mark, or in UTF-16 with it. Raises UnreadableError."""
    if len(raw) > MAX_BYTES:
        raise UnreadableError(_("This file is larger than 2 MB. Split it into parts and attach each."))
    encoding = "utf-16" if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableError(
            _("This is not a UTF-8 text file. Save it as plain text (UTF-8) and choose it again.")
        ) from None
    if "\0" in text:
        raise UnreadableError(_("This is not a text file. Save it as plain text (UTF-8) and choose it again."))
    return clean_words(text)


def seconds(time: str | None) -> int | None:
    """`01:05` or `1:02:03` in seconds, None without a time. Raises UnreadableError for minutes or seconds over 59."""
    if not time:
        return None
    parts = [int(part) for part in time.split(":")]
    if any(part > 59 for part in parts[1:]):
        raise UnreadableError(_("The time (%(time)s) does not exist. Write it as minutes:seconds.") % {"time": time})
    total = 0
    for part in parts:
        total = total * 60 + part
    return total


def heading(line: str, after_blank: bool, inline: bool) -> re.Match[str] | None:
    """The line as the beginning of a turn, or None. A bare `Name:` counts only after an empty line."""
    stripped = line.strip()
    found = TIMED.fullmatch(stripped)
    if found is None and after_blank:
        found = ALONE.fullmatch(stripped)
    return found or (INLINE.fullmatch(stripped) if inline else None)


def stretches(text: str) -> list[tuple[re.Match[str], list[str]]]:
    """Each beginning of a turn with the lines below it. Raises UnreadableError for words before the first name."""
    lines = text.split("\n")
    first = next((line for line in lines if line.strip()), "")
    inline = heading(first, after_blank=True, inline=False) is None
    found: list[tuple[re.Match[str], list[str]]] = []
    after_blank = True
    for line in lines:
        start = heading(line, after_blank, inline)
        after_blank = not line.strip()
        if start is not None:
            found.append((start, [start["rest"]]))
        elif found:
            found[-1][1].append(line)
        elif not after_blank:
            raise UnreadableError(
                _("The file begins with words that have no name. Begin each turn with a line “Name:”.")
            )
    return found


def turn_of(start: re.Match[str], lines: list[str]) -> SpokenTurn:
    """One turn. Raises UnreadableError for a name or a turn that is too long."""
    name = clean_line(start["name"])
    text = "\n".join(line.rstrip() for line in lines).strip()
    if not name or len(name) > MAX_NAME:
        raise UnreadableError(_("A name in this file is longer than %(most)s characters.") % {"most": MAX_NAME})
    if len(text) > MAX_TURN:
        raise UnreadableError(_("One turn in this file is longer than 50,000 characters. Split it in two."))
    return SpokenTurn(name, seconds(start.groupdict().get("time")), text)


def read(raw: bytes) -> list[SpokenTurn]:
    """The turns of a file in their order; a name with no words below it is left out. Raises UnreadableError."""
    turns = [turn for turn in (turn_of(start, lines) for start, lines in stretches(decode(raw))) if turn.text]
    if not turns:
        raise UnreadableError(_("There is nothing to read in this file. Begin each turn with a line “Name:”."))
    if len(turns) > MAX_TURNS:
        raise UnreadableError(_("This file has more than 5,000 turns. Split it into parts and attach each."))
    if len({turn.speaker for turn in turns}) > MAX_SPEAKERS:
        raise UnreadableError(
            _("This file has more than 60 speakers. Check that each line that ends with “:” is a name.")
        )
    return turns
