"""Reads a list of people from a CSV file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from core.tables import MAX_BYTES, MAX_ROWS, Shape, UnreadableError, choice, table
from core.text import clean_address
from projects.enums import MEMBER_ROLES, Role, Standpoint

__all__ = ["MAX_BYTES", "MAX_ROWS", "ListedPerson", "UnreadableError", "is_address", "read"]

MAX_NAME = 150
MAX_ADDRESS = 254
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
SHAPE = Shape(
    columns=COLUMNS,
    needed=("full_name", "email", "standpoint"),
    no_header=_lazy(
        "The first line of the file has to name the columns: name, email, standpoint and, if you like, role."
    ),
    no_rows=_lazy("There is nobody in this file. Write one person to a line, below the first line."),
    too_many=_lazy("This file has more than 5,000 people. Split it and upload each part."),
)
# Allowed in an address by the standard, and used by nobody but those who want to break a header.
ODD = re.compile(r"[\s\"(),:;<>\[\]\\\x00-\x1f\x7f]")


class ListedPerson(TypedDict):
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


def read(raw: bytes) -> list[ListedPerson]:
    """The people of a file, each with what is wrong with it. Raises UnreadableError where there are none to be read."""
    return [listed_person(line, cells) for line, cells in table(raw, SHAPE)]


def listed_person(line: int, cells: dict[str, str]) -> ListedPerson:
    """One line as a row. What is typed is kept."""
    address = clean_address(cells["email"])
    role = choice(Role, cells.get("role") or Role.PARTNER.value)
    standpoint = choice(Standpoint, cells["standpoint"])
    wrong = [
        _wrong_name(cells["full_name"]),
        _wrong_address(address),
        "" if role in MEMBER_ROLES else _not_known(cells.get("role", ""), _("role"), MEMBER_ROLES),
        "" if standpoint else _not_known(cells["standpoint"], _("standpoint"), list(Standpoint)),
    ]
    return ListedPerson(
        line=line,
        full_name=cells["full_name"],
        email=address,
        role=role.value if role else cells.get("role", ""),
        standpoint=standpoint.value if standpoint else cells["standpoint"],
        wrong=" ".join(filter(None, wrong)),
    )


def _wrong_name(name: str) -> str:
    if not name:
        return _("The name is missing.")
    return _("The name is longer than 150 characters.") if len(name) > MAX_NAME else ""


def _wrong_address(address: str) -> str:
    if not address:
        return _("The e-mail address is missing.")
    return "" if is_address(address) else _("The e-mail address is not in the form name@example.org.")


def _not_known(text: str, what: str, known: Sequence[Role | Standpoint]) -> str:
    words = {"said": text[:40], "what": what, "known": ", ".join(str(kind.label).lower() for kind in known)}
    if not text:
        return _("The %(what)s is missing. Write one of these: %(known)s.") % words
    return _("“%(said)s” is no %(what)s. Write one of these: %(known)s.") % words
