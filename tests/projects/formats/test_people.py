from __future__ import annotations

import pytest

from projects.formats.people import MAX_BYTES, MAX_ROWS, UnreadableError, is_address, read

ROW = {"line": 2, "full_name": "Zoë Ångström", "email": "zoe@example.org", "role": "partner", "standpoint": "carer"}
TEXT = "Name;E-mail;Role;Standpoint\r\nZoë Ångström;Zoe@Example.org;Partner;Carer\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_file_in_any_usual_encoding_is_read(encoding: str) -> None:
    assert read(TEXT.encode(encoding)) == [ROW | {"wrong": ""}]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_separator_and_any_line_end_is_read(separator: str, end: str) -> None:
    text = TEXT.replace("\r\n", end).replace(";", separator)
    assert [row["email"] for row in read(text.encode())] == ["zoe@example.org"]


def test_the_line_a_spreadsheet_writes_for_itself_is_no_header() -> None:
    assert read(b"sep=;\n" + TEXT.encode())[0]["full_name"] == "Zoë Ångström"


@pytest.mark.parametrize(
    "header", ["STANDPOINT,Full Name,E-Mail Address", "standpoint, full_name ,mail", "Perspective,NAME,EMail"]
)
def test_columns_are_found_in_any_case_and_order(header: str) -> None:
    row = read(f"{header}\nmember of the PUBLIC,Nina Kay,nina@example.org\n".encode())[0]
    assert (row["full_name"], row["standpoint"], row["role"], row["wrong"]) == ("Nina Kay", "public", "partner", "")


def test_a_quoted_comma_and_an_unknown_column_do_no_harm() -> None:
    row = read(b'name,shoe size,email,standpoint\n"Kay, Nina",38,nina@example.org,carer\n')[0]
    assert (row["full_name"], row["wrong"]) == ("Kay, Nina", "")


def test_empty_lines_are_passed_over_and_lines_keep_their_number() -> None:
    rows = read(b"name,email,standpoint\n\n,,\nNina,nina@example.org,carer\n")
    assert [row["line"] for row in rows] == [4]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (",nina@example.org,carer,partner", "The name is missing."),
        (f"{'n' * 151},nina@example.org,carer,partner", "longer than 150"),
        ("Nina,,carer,partner", "The e-mail address is missing."),
        ("Nina,nina@,carer,partner", "form name@example.org"),
        ("Nina,nina@example.org,,partner", "The standpoint is missing."),
        ("Nina,nina@example.org,boss,partner", "“boss” is no standpoint."),
        ("Nina,nina@example.org,carer,administrator", "“administrator” is no role."),
        ("Nina,nina@example.org", "The standpoint is missing."),
    ],
)
def test_what_is_wrong_with_a_row_is_said(line: str, sentence: str) -> None:
    row = read(f"name,email,standpoint,role\n{line}\n".encode())[0]
    assert (sentence in row["wrong"], row["line"]) == (True, 2)


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"", "name the columns"),
        (b"nina@example.org\n", "name the columns"),
        (b"name,email\nNina,nina@example.org\n", "name the columns"),
        (b"name,email,standpoint\n", "nobody in this file"),
        (b"PK\x03\x04 a workbook", "workbook"),
        (b"x" * (MAX_BYTES + 1), "larger than 2 MB"),
        (b"name,email,standpoint\n" + b"Nina,nina@example.org,carer\n" * (MAX_ROWS + 1), "more than 5,000"),
        (b'name,email,standpoint\n"' + b"x" * 200_000, "quotation mark"),
    ],
)
def test_a_file_that_is_no_list_is_refused_with_a_sentence(raw: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableError, match=sentence):
        read(raw)


@pytest.mark.parametrize("raw", [bytes(range(256)), b"\x00" * 50, b"\xff\xfe\x00\xd8", b"\xfe\xff,", b",,,\n,,,"])
def test_bytes_that_mean_nothing_are_refused_and_break_nothing(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        read(raw)


@pytest.mark.parametrize(
    "address",
    [
        "a@b",
        "a b@example.org",
        '"a,b"@example.org',
        "a@example.org\nbcc:x@y.org",
        "a@exam\x00ple.org",
        f"{'a' * 250}@x.org",
    ],
)
def test_an_address_that_could_break_a_header_is_none(address: str) -> None:
    assert not is_address(address)
