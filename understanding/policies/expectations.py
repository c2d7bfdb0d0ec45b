"""What the state allows of a round of expectations (ADR 25)."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from core.dates import site_today
from core.errors import Refused
from core.text import clean_line
from projects.models import Project
from projects.policies.projects import check_open
from understanding.enums import ROUND_STEPS, RoundState
from understanding.models import ExpectationRound

FEWEST_TO_REVEAL = 2  # people who have sent, before a round can be revealed
FEWEST_TO_TELL = 3  # people who have sent, before anybody is told how many


def has_words(text: str) -> bool:
    """Is there anything to read? Spaces and invisible characters alone are nothing."""
    return bool(clean_line(text))


def number_told(people: int) -> int | None:
    """How many have sent, as far as it is told: of one or two, whoever has sent could tell who the other is."""
    return people if people >= FEWEST_TO_TELL else None


def check_none_open(project: Project) -> None:
    """One round at a time. Raises Refused."""
    if ExpectationRound.objects.filter(project=project, state=RoundState.OPEN).exists():
        raise Refused(_("Everybody is asked already. Reveal that round first."))


def check_round_open(row: ExpectationRound) -> None:
    """Nothing is written, sent or taken back once a round is revealed. Raises Refused."""
    if not row.is_open:
        raise Refused(_("This round is revealed. Nothing can be added or changed."))


def check_round_revealed(row: ExpectationRound) -> None:
    """Nothing of a round is read before its reveal. Raises Refused."""
    if row.is_open:
        raise Refused(_("This round is not revealed yet."))


def why_no_words(row: ExpectationRound) -> str:
    """Why nothing can be written here now; empty where it can. Needs `project` fetched."""
    try:
        check_open(row.project)
        check_round_open(row)
    except Refused as refused:
        return str(refused)
    return ""


def check_something_to_send(is_anything_written: bool) -> None:
    """Something is written, or was sent and can be taken back. Raises Refused."""
    if not is_anything_written:
        raise Refused(_("Nothing is written yet. Write under at least one topic, then send."))


def check_reveal(row: ExpectationRound, people: int) -> None:
    """Words of one person alone are not blind once revealed: two at least have sent. Raises Refused."""
    if RoundState.REVEALED not in ROUND_STEPS[RoundState(row.state)]:
        raise Refused(_("This round is revealed already."))
    if people < FEWEST_TO_REVEAL:
        raise Refused(_("Two people at least must have sent what they expect. Until then nothing is revealed."))


def check_again_on(day: date | None) -> None:
    """The day on which everybody is asked again lies ahead. Raises Refused."""
    if day is not None and day <= site_today():
        raise Refused(_("Choose a day after today, or leave it empty."))


def is_last_round(row: ExpectationRound) -> bool:
    """Does no other round follow?"""
    return not ExpectationRound.objects.filter(project=row.project_id, number__gt=row.number).exists()


def check_last_round(row: ExpectationRound) -> None:
    """Only from the latest round does another follow. Raises Refused."""
    if not is_last_round(row):
        raise Refused(_("There is a later round. Set the day there."))
