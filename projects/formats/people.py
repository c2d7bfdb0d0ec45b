"""Reads a list of people from a CSV file, as spreadsheets write them: any of three separators, any usual encoding."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import TypedDict, TypeVar

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import TextChoices
from django.utils.translation import gettext as _

from core.text import clean_address, clean_line, clean_words
from projects.enums import MEMBER_ROLES, Role, Standpoint

MAX_BYTES = 2 * 1024 * 1024
MAX_ROWS = 5_000
MAX_NAME = 150
MAX_ADDRESS = 254
SEPARATORS = ",;\t"
HEADER = ("name", "email", "role", "standpoint")

# What a column may be called, without case, spaces, hyphens and the like.
COLUMNS = {
    "name": "full_name",
    "fullname": "full_name",
    "person": "full_name",
    "email": "email",
    "emailaddress": "email",
    "mail": "email",
    "address": "email",
    "role": "role",
    "standpoint": "standpoint",
    "perspective": "standpoint",
}
NEEDED = ("full_name", "email", "standpoint")
NOT_A_LETTER = re.compile(r"[\W_]+")
# Allowed in an address by the standard, and used by nobody but those who want to break a header.
ODD = re.compile(r"[\s\"(),:;<>\[\]\\\x00-\x1f\x7f]")

Kind = TypeVar("Kind", bound=TextChoices)


class UnreadableError(Exception):
    """The file is not a list we can read. The message says why and what to do, for the person who chose it."""


class Listed(TypedDict):
    """A row as it was read. `role` and `standpoint` are values; `wrong` says what keeps it from being used."""

    line: int
    full_name: str
    email: str
    role: str
    standpoint: str
    wrong: str


def is_address(address: str) -> bool:
    """Can mail be sent to this, as one address and nothing else?"""
    if len(address) > MAX_ADDRESS or ODD.search(address):
        return False
    try:
        validate_email(address)
    except ValidationError:
        return False
    return True


def read(raw: bytes) -> list[Listed]:
    """The people of a file, each with what is wrong with it. Raises UnreadableError where there are none to be read."""
    text = decode(raw)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator(text))
    try:
        rows = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except csv.Error:
        raise UnreadableError(
            _("Line %(line)d cannot be read. Is a quotation mark missing?") % {"line": reader.line_num}
        ) from None
    rows = [row for row in rows if not row[1][0].lower().startswith("sep=")]
    places = columns(rows[0][1] if rows else [])
    if len(rows) == 1:
        raise UnreadableError(_("There is nobody in this file. Write one person to a line, below the first line."))
    if len(rows) > MAX_ROWS + 1:
        raise UnreadableError(_("This file has more than 5,000 people. Split it and upload each part."))
    return [listed(line, cells, places) for line, cells in rows[1:]]


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


def columns(header: list[str]) -> dict[str, int]:
    """Where each column stands; of two of the same name the first counts."""
    names = [COLUMNS.get(NOT_A_LETTER.sub("", cell.casefold())) for cell in header]
    places = {name: names.index(name) for name in names if name is not None}
    if any(name not in places for name in NEEDED):
        raise UnreadableError(
            _("The first line of the file has to name the columns: name, email, standpoint and, if you like, role.")
        )
    return places


def listed(line: int, cells: list[str], places: dict[str, int]) -> Listed:
    """One line as a row. What is typed is kept, cut where it is far too long."""
    said = {name: clean_line(cells[place])[:300] if place < len(cells) else "" for name, place in places.items()}
    address = clean_address(said["email"])
    role = choice(Role, said.get("role") or Role.PARTNER.value)
    standpoint = choice(Standpoint, said["standpoint"])
    wrong = [
        _wrong_name(said["full_name"]),
        _wrong_address(address),
        "" if role in MEMBER_ROLES else _not_known(said.get("role", ""), _("role"), MEMBER_ROLES),
        "" if standpoint else _not_known(said["standpoint"], _("standpoint"), list(Standpoint)),
    ]
    return Listed(
        line=line,
        full_name=said["full_name"],
        email=address,
        role=role.value if role else said.get("role", ""),
        standpoint=standpoint.value if standpoint else said["standpoint"],
        wrong=" ".join(filter(None, wrong)),
    )


def choice(kind: type[Kind], text: str) -> Kind | None:
    """The member of the enum whose value or label this is, in any case, with or without hyphens."""
    said = NOT_A_LETTER.sub("", text.casefold())
    for one in kind:
        if said in (NOT_A_LETTER.sub("", one.value), NOT_A_LETTER.sub("", str(one.label).casefold())):
            return one
    return None


def _wrong_name(name: str) -> str:
    if not name:
        return _("The name is missing.")
    return _("The name is longer than 150 characters.") if len(name) > MAX_NAME else ""


def _wrong_address(address: str) -> str:
    if not address:
        return _("The e-mail address is missing.")
    return "" if is_address(address) else _("The e-mail address is not in the form name@example.org.")


def _not_known(said: str, what: str, known: Sequence[Role | Standpoint]) -> str:
    words = {"said": said[:40], "what": what, "known": ", ".join(str(one.label).lower() for one in known)}
    if not said:
        return _("The %(what)s is missing. Write one of these: %(known)s.") % words
    return _("“%(said)s” is no %(what)s. Write one of these: %(known)s.") % words
