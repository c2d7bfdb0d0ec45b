"""A CSV that opens everywhere and runs nothing."""

from __future__ import annotations

import csv
import io

import pytest

from core.csv import encode, safe_cell

BAD = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\tx",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff20SUM",
    " =1",
    "\u200b=1",
    "\ufeff\u00a0@x",
    "\n=1",
    "\ufe661",
]


@pytest.mark.parametrize("cell", BAD)
def test_a_cell_that_looks_like_a_formula_gets_an_apostrophe(cell: str) -> None:
    assert safe_cell(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "plain", "a=b", "1-2", "É", "mail@example.org", "'=1", "😀"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert safe_cell(cell) == cell


def test_the_file_begins_with_one_byte_order_mark() -> None:
    assert b"".join(encode([("É",), ("é",)])).count(b"\xef\xbb\xbf") == 1


def test_lines_end_with_return_and_line_feed() -> None:
    assert b"".join(encode([("a", "b")])) == b'\xef\xbb\xbf"a","b"\r\n'


def test_what_is_written_is_read_back_by_a_csv_reader() -> None:
    rows = [["a,b", 'she said "no"', "two\nlines"], ["ünï", "مرحبا", "😀"]]
    text = b"".join(encode(rows)).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text, newline=""))) == rows


def test_a_lone_surrogate_does_not_stop_the_file() -> None:
    assert b"?" in b"".join(encode([("\ud800",)]))


def test_rows_are_encoded_one_by_one() -> None:
    seen: list[int] = []

    def rows() -> object:
        for number in range(3):
            seen.append(number)
            yield (str(number),)

    pieces = encode(rows())  # type: ignore[arg-type]
    next(pieces)
    assert seen == [0]
