from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.tables import MAX_BYTES, MAX_ROWS, UnreadableError
from milestones.formats.lists import milestones_of_file

HEAD = "title,due date,pace,kind,step,owner\n"
ROW = {
    "line": 2,
    "title": "Brief to the clinic",
    "due_on": "2027-05-12",
    "pace": "rapid",
    "kind": "output",
    "step": "",
    "owner": "Dee",
    "wrong": "",
}


def one(line: str) -> dict[str, object]:
    return dict(milestones_of_file((HEAD + line).encode())[0])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_file_as_a_spreadsheet_writes_it_is_read(encoding: str, separator: str) -> None:
    text = HEAD + "Brief to the clinic,12/05/2027,Rapid,OUTPUT,,Dee\n"
    assert milestones_of_file(text.replace(",", separator).encode(encoding)) == [ROW]


@pytest.mark.parametrize(
    "day", ["2027-05-12", "12/05/2027", "12.05.2027", "12-05-2027", "12 May 2027", "12/05/27", "2027-05-12 00:00:00"]
)
def test_a_day_is_read_with_the_day_before_the_month(day: str) -> None:
    assert one(f"A,{day},slow,data")["due_on"] == "2027-05-12"


@pytest.mark.parametrize("header", ["Milestone;Due;Speed;Type", "NAME;due-date;Pace;kind", "Kind;title;Date;pace"])
def test_columns_are_found_under_other_names_and_in_any_order(header: str) -> None:
    cells = {"m": "A", "n": "A", "t": "A", "d": "2027-05-12", "s": "slow", "p": "slow", "k": "data"}
    line = ";".join("data" if name.casefold() == "type" else cells[name[0].casefold()] for name in header.split(";"))
    row = milestones_of_file(f"{header}\n{line}\n".encode())[0]
    assert (row["title"], row["due_on"], row["pace"], row["kind"], row["wrong"]) == (
        "A",
        "2027-05-12",
        "slow",
        "data",
        "",
    )


def test_a_line_break_inside_quotes_is_one_title_on_one_line() -> None:
    assert one('"Brief\nto the clinic",2027-05-12,rapid,output,,Dee') == ROW | {"line": 3}


def test_a_step_is_read_by_its_words() -> None:
    assert one("A,2027-05-12,slow,Relationship,Authorship agreed,")["step"] == "authorship"


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",2027-05-12,slow,data", "The title is missing."),
        (f"{'n' * 201},2027-05-12,slow,data", "longer than 200"),
        ("A,,slow,data", "The due date is missing."),
        ("A,31/02/2027,slow,data", "“31/02/2027” is not a date."),
        ("A,05/13/2027,slow,data", "is not a date"),
        ("A,1066-10-14,slow,data", "between 1990 and 2100"),
        ("A,2027-05-12,,data", "The pace is missing."),
        ("A,2027-05-12,fast,data", "“fast” is no pace."),
        ("A,2027-05-12,slow,party", "“party” is no kind."),
        ("A,2027-05-12,slow", "The kind is missing."),
        ("A,2027-05-12,slow,relational,wedding", "“wedding” is no step."),
        ("A,2027-05-12,slow,data,terms", "has the kind “Relationship”"),
    ],
)
def test_what_is_wrong_with_a_row_is_said_in_a_sentence(line: str, sentence: str) -> None:
    assert sentence in str(one(line)["wrong"])


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "name the columns"),
        (b"title,due date\nA,2027-05-12\n", "name the columns"),
        (HEAD.encode(), "no milestone in this file"),
        (b"PK\x03\x04", "workbook"),
        (b"x" * (MAX_BYTES + 1), "larger than 2 MB"),
        ((HEAD + "A,2027-05-12,slow,data\n" * (MAX_ROWS + 1)).encode(), "more than 5,000"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        milestones_of_file(raw)


@given(raw=st.binary(max_size=300))
def test_bytes_that_mean_nothing_break_nothing(raw: bytes) -> None:
    with suppress(UnreadableError):
        assert milestones_of_file(HEAD.encode() + raw)
