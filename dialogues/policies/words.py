"""Who reads whose words: one pure rule. `Reflection.objects.visible_to` says the same in SQL; a test compares them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import clean_line
from dialogues.enums import DialogueState
from dialogues.models import Dialogue, Seat
from participants.enums import Audience

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Words:
    """What the rule needs to know of a reflection."""

    audience: str
    revealed: bool


@dataclass(frozen=True)
class Reader:
    """What the rule needs to know of a reader.

    `takes_part`: a member today, with a role that takes part in dialogues. Observers and administrators do not.
    """

    is_author: bool
    takes_part: bool
    has_seat: bool
    facilitates: bool


AUDIENCES: dict[str, Callable[[Reader], bool]] = {
    Audience.ONLY_ME: lambda reader: False,
    Audience.FACILITATORS: lambda reader: reader.has_seat and reader.facilitates,
    Audience.DIALOGUE: lambda reader: reader.has_seat,
    Audience.PROJECT: lambda reader: True,
}


def may_read(words: Words, reader: Reader) -> bool:
    """Whoever does not take part reads nothing; an author reads their own; others after the reveal, by audience."""
    if not reader.takes_part:
        return False
    if reader.is_author:
        return True
    return words.revealed and AUDIENCES[words.audience](reader)


def visibility_table() -> Iterator[tuple[Words, Reader, bool]]:
    """Every case, in a fixed order: the truth table of `docs/visibility.md`."""
    yes_no = (True, False)
    for audience, revealed in product(Audience.values, yes_no):
        for is_author, takes_part, has_seat, facilitates in product(yes_no, repeat=4):
            words, reader = Words(audience, revealed), Reader(is_author, takes_part, has_seat, facilitates)
            if is_possible(reader):
                yield words, reader, may_read(words, reader)


def is_possible(reader: Reader) -> bool:
    """Authors and facilitators have seats."""
    _author, _part, has_seat, facilitates = astuple(reader)
    return has_seat or not (reader.is_author or facilitates)


def has_words(text: str) -> bool:
    """Is there anything to read? Spaces and invisible characters alone are nothing."""
    return bool(clean_line(text))


def check_author(seat: Seat, person: User) -> None:
    """Only who holds the seat writes in it. Raises PermissionDenied for everybody else."""
    if seat.person_id != person.pk:
        raise PermissionDenied


def why_no_writing(dialogue: Dialogue, now: datetime) -> str:
    """Seats write from the opening until writing ends. The sentence that says why not now; empty while they may."""
    if not dialogue.project.is_open:
        return _("This project is closed. Nothing can be added or changed.")
    if dialogue.state == DialogueState.PLANNED:
        return _("Writing in this dialogue has not begun.")
    return "" if dialogue.takes_writing(now) else _("Writing in this dialogue has ended.")


def check_write(dialogue: Dialogue, now: datetime) -> None:
    """Raises Refused while seats may not write."""
    if why := why_no_writing(dialogue, now):
        raise Refused(why)
