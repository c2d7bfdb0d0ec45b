"""Reads captions (WebVTT and SubRip) as turns: who spoke, from when, and what was said.

A cue is a line with two times and the words below it, up to an empty line. Who speaks is said by a voice (`<v Ana>`);
in a file without voices, by a name before the words (`Ana Reed: words`). A cue that says nothing of it goes on with
whoever spoke before, so a sentence over several cues is one turn. Notes, styles and regions are left out, and so are
marks of bold, colour, place and time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from core.text import clean_line
from dialogues.formats.transcripts import MAX_NAME, MAX_SPEAKERS, MAX_TURN, MAX_TURNS, SpokenTurn, UnreadableError

# Every repeat is bounded, so no file can make the search slow.
TIMES = re.compile(r"\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,]\d{1,3}\s{1,9}-->\s{1,9}\S.*")
VOICE = re.compile(r"<v(?:\.[^\s<>]{1,80})?[ \t]{1,9}([^<>]{1,200})>")
MARKS = re.compile(
    r"</?(?:c|i|b|u|v|ruby|rt|lang|font)(?:[.\s][^<>]{0,200})?>|<\d[\d:.]{4,12}>|\{\\[^{}]{0,40}\}", re.I
)
PREFIX = re.compile(r"\s{0,9}(?:>>|[-\u2013])?\s{0,3}(?P<name>[^\s:][^:]{0,59}):\s{1,9}(?P<rest>\S.*)")
PARTICLES = frozenset({"de", "den", "der", "di", "la", "le", "of", "the", "van", "von", "y", "bin", "al", "el", "da"})
MOST_WORDS = 5
LABEL = re.compile(r"\d{1,6}")
ASIDE = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    """A stretch of a caption by one speaker; without a speaker it goes on with whoever spoke before."""

    speaker: str
    starts_at: int
    words: str


def unnamed() -> str:
    """The label of words before anybody is named."""
    return _("Unnamed speaker")


def is_label(name: str) -> bool:
    """Is it only a mark that tells the speakers of one file apart, and no name?"""
    return name == unnamed() or LABEL.fullmatch(name) is not None


def is_captions(text: str) -> bool:
    """Does the file begin as captions do: with its mark, or with a cue?"""
    lines = [line.strip() for line in text.lstrip("\ufeff").lstrip().split("\n", 3)[:2]]
    return lines[0].startswith("WEBVTT") or any(TIMES.fullmatch(line) for line in lines)


def read(text: str) -> list[SpokenTurn]:
    """The turns of a file in their order. Raises UnreadableError."""
    blocks = list(cues_of(text))
    voiced = any(VOICE.search(line) for _start, lines in blocks for line in lines)
    stretches = (cue for start, lines in blocks for cue in (voices if voiced else prefixed)(start, lines))
    turns = joined(stretches)
    if not turns:
        raise UnreadableError(_("There is nothing to read in these captions. Look whether the file is whole."))
    if len(turns) > MAX_TURNS:
        raise UnreadableError(_("This file has more than 5,000 turns. Split it into parts and attach each."))
    if len({turn.speaker for turn in turns}) > MAX_SPEAKERS:
        raise UnreadableError(_("This file has more than 60 speakers. Look whether each name in it is one."))
    return turns


def cues_of(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each cue: its first second and the lines of its words."""
    for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", text.lstrip("\ufeff").strip("\n")):
        lines = block.split("\n")
        if lines[0].startswith(ASIDE):
            continue
        at = next((number for number, line in enumerate(lines) if "-->" in line), None)
        if at is not None:
            yield seconds(lines[at]), lines[at + 1 :]


def seconds(line: str) -> int:
    """When a cue begins. Raises UnreadableError where its times cannot be read."""
    found = TIMES.fullmatch(line)
    hours, minutes, rest = (int(part or 0) for part in found.groups()) if found else (0, 99, 0)
    if minutes > 59 or rest > 59:
        raise UnreadableError(
            _("These times cannot be read: “%(line)s”. Write them as 00:01:05.000 --> 00:01:09.000.")
            % {"line": line.strip()[:60]}
        )
    return hours * 3600 + minutes * 60 + rest


def voices(start: int, lines: list[str]) -> Iterator[Cue]:
    """The stretches of a cue in which each voice says who it is."""
    before, *named = VOICE.split(" ".join(lines))
    yield Cue("", start, plain(before))
    for name, words in zip(named[::2], named[1::2], strict=True):
        yield Cue(speaker(html.unescape(name)), start, plain(words))


def prefixed(start: int, lines: list[str]) -> Iterator[Cue]:
    """The stretches of a cue in which a name stands before the words."""
    for line in lines:
        bare = plain(line)
        found = PREFIX.fullmatch(bare)
        if found and is_name(found["name"]):
            yield Cue(speaker(found["name"]), start, found["rest"].strip())
        else:
            yield Cue("", start, bare)


def is_name(text: str) -> bool:
    """Does it look like a name: a few words, each with a capital or a number? "And then she said" does not."""
    words = text.split()
    large = [word for word in words if word[0].isupper() or word[0].isdigit() or not word[0].isascii()]
    small = [word for word in words if word.lower() in PARTICLES]
    ends = any(mark in text for mark in "?!,;")
    return 0 < len(words) <= MOST_WORDS and bool(large) and len(large) + len(small) >= len(words) and not ends


def speaker(name: str) -> str:
    """A name on one line. Raises UnreadableError for one that is too long."""
    cleaned = clean_line(name)
    if len(cleaned) > MAX_NAME:
        raise UnreadableError(_("A name in this file is longer than %(most)s characters.") % {"most": MAX_NAME})
    return cleaned


def plain(words: str) -> str:
    """The words without marks; what stands for a character becomes it."""
    return " ".join(clean_line(html.unescape(MARKS.sub("", words))).split())


def joined(cues: Iterable[Cue]) -> list[SpokenTurn]:
    """One turn for all that a speaker says in a row; a very long stretch is split between two cues."""
    turns: list[tuple[str, int, list[str]]] = []
    length = 0
    for cue in cues:
        if not cue.words:
            if cue.speaker:
                turns.append((cue.speaker, cue.starts_at, []))
                length = 0
            continue
        who = cue.speaker or (turns[-1][0] if turns else unnamed())
        if not turns or turns[-1][0] != who or length + len(cue.words) >= MAX_TURN:
            turns.append((who, cue.starts_at, []))
            length = 0
        turns[-1][2].append(cue.words[:MAX_TURN])
        length += len(cue.words) + 1
    return [SpokenTurn(who, start, " ".join(words)) for who, start, words in turns if words]
