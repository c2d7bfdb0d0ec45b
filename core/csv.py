"""CSV that every spreadsheet opens: UTF-8 with a byte order mark, CRLF, every cell quoted, no cell a formula."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence

BOM = b"\xef\xbb\xbf"
# Blanks and invisible characters that a spreadsheet may skip before it looks for a formula.
SKIPPED = "\\s\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff"
# A tab or return first, or the signs that begin a formula: plain, full-width, and small forms.
FORMULA = re.compile(f"[\t\r]|[{SKIPPED}]*[=+\\-@\uff1d\uff0b\uff0d\uff20\ufe66\ufe62\ufe63\ufe6b]")


class _Line:
    """What `csv.writer` writes to: it hands the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def safe_cell(cell: str) -> str:
    """The cell as text: one that a spreadsheet would run as a formula gets an apostrophe in front."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def encode(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """The file in pieces, one for each row."""
    writer = csv.writer(_Line(), quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    mark = BOM
    for row in rows:
        yield mark + str(writer.writerow([safe_cell(cell) for cell in row])).encode("utf-8", "replace")
        mark = b""
