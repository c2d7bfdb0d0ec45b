"""Who reads whose words: one pure rule. `Reflection.objects.visible_to` says the same in SQL; a test compares them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass, replace
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from core.errors import Refused
from core.text import clean_line
from dialogues.models import Dialogue, Seat
from participants.enums import Audience
from projects.policies.projects import why_no_input

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class ReflectionFacts:
    """What the rule needs to know of a reflection. `answers`: what it responds to, if it is a response."""

    audience: str
    revealed: bool
    withdrawn: bool = False
    answers: ReflectionFacts | None = None


@dataclass(frozen=True)
class Reader:
    """What the rule needs to know of a reader.

    `takes_part`: a member today, with a role that takes part in dialogues. Observers and administrators do not.
    `wrote_answered`: of a response, whether they wrote what it responds to.
    """

    is_author: bool
    takes_part: bool
    has_seat: bool
    facilitates: bool
    wrote_answered: bool = False


AUDIENCES: dict[str, Callable[[Reader], bool]] = {
    Audience.ONLY_ME: lambda reader: False,
    Audience.FACILITATORS: lambda reader: reader.has_seat and reader.facilitates,
    Audience.DIALOGUE: lambda reader: reader.has_seat,
    Audience.PROJECT: lambda reader: True,
}


PLAIN_SEAT = Reader(is_author=False, takes_part=True, has_seat=True, facilitates=False)
# The audiences that everybody with a seat belongs to: only words for these does the group count, take up or use.
FOR_EVERY_SEAT = frozenset(audience for audience, includes in AUDIENCES.items() if includes(PLAIN_SEAT))


def may_read(facts: ReflectionFacts, reader: Reader) -> bool:
    """Whoever does not take part reads nothing; an author reads their own; others after the reveal, by audience.

    A response of somebody else is read by whoever may also read what it responds to. Words taken back are read by
    nobody; the responses to them stay with those who could read them.
    """
    if not reader.takes_part or facts.withdrawn:
        return False
    if reader.is_author or facts.answers is None:
        return is_open(facts, reader)
    return is_open(facts, reader) and is_open(facts.answers, replace(reader, is_author=reader.wrote_answered))


def is_open(facts: ReflectionFacts, reader: Reader) -> bool:
    """Is this reader the author, or one of the audience after the reveal?"""
    return reader.is_author or (facts.revealed and AUDIENCES[facts.audience](reader))


def visibility_table() -> Iterator[tuple[ReflectionFacts, Reader, bool]]:
    """Every case, in a fixed order: the truth table of `docs/visibility.md`."""
    yes_no = (True, False)
    for audience, revealed in product(Audience.values, yes_no):
        for is_author, takes_part, has_seat, facilitates in product(yes_no, repeat=4):
            facts, reader = ReflectionFacts(audience, revealed), Reader(is_author, takes_part, has_seat, facilitates)
            if is_possible(reader):
                yield facts, reader, may_read(facts, reader)


def is_possible(reader: Reader) -> bool:
    """Authors and facilitators have seats."""
    _author, _part, has_seat, facilitates, wrote_answered = astuple(reader)
    return has_seat or not (reader.is_author or facilitates or wrote_answered)


def response_table() -> Iterator[tuple[ReflectionFacts, Reader, bool]]:
    """Every case of somebody else's response after the reveal, read by a seat that does not facilitate.

    First by its own audience, then by that of what it responds to, which the reader wrote or did not.
    """
    for audience, answered, wrote in product(Audience.values, Audience.values, (True, False)):
        facts = ReflectionFacts(audience, revealed=True, answers=ReflectionFacts(answered, revealed=True))
        reader = Reader(is_author=False, takes_part=True, has_seat=True, facilitates=False, wrote_answered=wrote)
        yield facts, reader, may_read(facts, reader)


def has_words(text: str) -> bool:
    """Is there anything to read? Spaces and invisible characters alone are nothing."""
    return bool(clean_line(text))


def check_author(seat: Seat, person: User) -> None:
    """Only who holds the seat writes in it. Raises PermissionDenied for everybody else."""
    if seat.person_id != person.pk:
        raise PermissionDenied


def why_no_writing(dialogue: Dialogue, now: datetime) -> str:
    """Seats write from the opening until writing ends. The sentence that says why not now; empty while they may."""
    if why := why_no_input(dialogue.project):
        return why
    if dialogue.is_planned:
        return _("Writing in this dialogue has not begun.")
    return "" if dialogue.takes_writing(now) else _("Writing in this dialogue has ended.")


def why_no_editing(dialogue: Dialogue) -> str:
    """What was sent can be changed until the dialogue is closed. The sentence that says why not; empty while it can."""
    if why := why_no_input(dialogue.project):
        return why
    if dialogue.is_planned:
        return _("Writing in this dialogue has not begun.")
    return _("This dialogue is closed. Nothing can be changed.") if dialogue.is_closed else ""


def why_no_responding(dialogue: Dialogue) -> str:
    """Responses are written between the reveal and the close. The sentence that says why not now; empty while so."""
    return why_no_editing(dialogue) or ("" if dialogue.is_revealed else _("Responses begin after the reveal."))


def why_no_words(
    dialogue: Dialogue, now: datetime, *, is_response: bool = False, is_sent: bool = False, is_withdrawn: bool = False
) -> str:
    """Why nothing can be written in a place now; empty while it can. What was sent may change for longer."""
    if is_withdrawn:
        return _("You took back what you wrote here. It stays empty.")
    if is_response:
        return why_no_responding(dialogue)
    return why_no_editing(dialogue) if is_sent else why_no_writing(dialogue, now)


def check(why: str) -> None:
    """Raises Refused where there is a reason."""
    if why:
        raise Refused(why)
