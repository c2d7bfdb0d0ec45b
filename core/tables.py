"""Reads a table from a CSV file, as spreadsheets write them: any of three separators, any usual encoding."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from core.text import clean_line, clean_words

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000
MAX_CELL = 300  # characters of a cell that are kept
SEPARATORS = ",;\t"
NOT_A_LETTER = re.compile(r"[\W_]+")

Kind = TypeVar("Kind", bound=TextChoices)
Text = str | Promise


class UnreadableError(Exception):
    """The file is not a list we can read. The message says why and what to do, for the person who chose it."""


@dataclass(frozen=True)
class Shape:
    """What a table has to look like.

    `columns` is what a column may be called, without case, spaces, hyphens and the like, and what it is to us. The
    sentences are for whoever chose a file without header, without rows, or with more than `MAX_ROWS`.
    """

    columns: Mapping[str, str]
    needed: tuple[str, ...]
    no_header: Text
    no_rows: Text
    too_many: Text


def table(raw: bytes, shape: Shape) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row below the header: its line in the file, and its cells by column. Raises UnreadableError."""
    rows = lines(raw)
    places = columns(rows[0][1] if rows else [], shape)
    if len(rows) == 1:
        raise UnreadableError(str(shape.no_rows))
    if len(rows) > MAX_ROWS + 1:
        raise UnreadableError(str(shape.too_many))
    return ((line, cells_of(cells, places)) for line, cells in rows[1:])


def lines(raw: bytes) -> list[tuple[int, list[str]]]:
    """The lines that say something, with their number."""
    text = decode(raw)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise UnreadableError(
            _("Line %(line)d cannot be read. Is a quotation mark missing?") % {"line": reader.line_num}
        ) from None
    return [row for row in rows if not row[1][0].lower().startswith("sep=")]


def cells_of(cells: list[str], places: Mapping[str, int]) -> dict[str, str]:
    """Cells by column, cut where they are far too long; empty where a line is short."""
    return {name: clean_line(cells[place])[:MAX_CELL] if place < len(cells) else "" for name, place in places.items()}


def decode(raw: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16, with or without their marks, or else as Western spreadsheets save it."""
    if len(raw) > MAX_BYTES:
        raise UnreadableError(_("This file is larger than 2 MB. Split it and upload each part."))
    if raw[:4] == b"PK\x03\x04":
        raise UnreadableError(_("This is a workbook. In your spreadsheet, choose “Save as” and CSV, then upload that."))
    for encoding in encodings(raw):
        try:
            return clean_words(raw.decode(encoding))
        except UnicodeDecodeError:
            continue
    return clean_words(raw.decode("cp1252", "replace"))


def encodings(raw: bytes) -> list[str]:
    """What to try, most certain first."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ["utf-16"]
    start = raw[:200]
    if b"\x00" in start:
        return ["utf-16-le" if start[1::2].count(0) > start[::2].count(0) else "utf-16-be"]
    return ["utf-8-sig"]


def separator(text: str) -> str:
    """What stands most often in the first line that says something."""
    lines = [line for line in text.split("\n") if line.strip() and not line.lower().startswith("sep=")]
    first = lines[0] if lines else ""
    return max(SEPARATORS, key=first.count)


def columns(header: list[str], shape: Shape) -> dict[str, int]:
    """Where each column stands; of two of the same name the first counts."""
    names = [shape.columns.get(plain(cell)) for cell in header]
    places = {name: names.index(name) for name in names if name is not None}
    if any(name not in places for name in shape.needed):
        raise UnreadableError(str(shape.no_header))
    return places


def plain(text: str) -> str:
    """A word as it is compared: without case, spaces, hyphens and the like."""
    return NOT_A_LETTER.sub("", text.casefold())


def choice(kind: type[Kind], text: str) -> Kind | None:
    """The member of the enum whose value or label this is, in any case, with or without hyphens."""
    said = plain(text)
    for one in kind:
        if said in (plain(one.value), plain(str(one.label))):
            return one
    return None
