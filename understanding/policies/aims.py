"""What the state allows of the shared aim and of expectations."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from accounts.models import User
from core.dates import site_today
from core.editing import Stale
from core.errors import Refused
from core.text import clean_line
from projects.enums import TAKING_PART
from projects.models import Membership, Project
from projects.policies.projects import check_open
from understanding.enums import ROUND_STEPS, RoundState
from understanding.models import Aim, ExpectationRound

FEWEST = 2  # people who have sent, before a round can be revealed
TOLD_FROM = 3  # people who have sent, before anybody is told how many


def has_words(text: str) -> bool:
    """Is there anything to read? Spaces and invisible characters alone are nothing."""
    return bool(clean_line(text))


def check_place(project: Project, person: User) -> Membership:
    """The membership in which somebody takes part today. Raises Refused where there is none."""
    rows = Membership.objects.current().filter(project=project, person=person, role__in=TAKING_PART)
    place = rows.first()
    if place is None:
        raise Refused(_("You do not take part in this project any more."))
    return place


def check_seen(latest: Aim | None, seen: int | None) -> None:
    """Raises Stale where a newer version was written since this one was read. `seen` is None where nobody read any."""
    if seen is not None and seen != (latest.number if latest else 0):
        raise Stale(_("Somebody else wrote a newer version meanwhile. Nothing is overwritten."))


def check_latest(aim: Aim) -> None:
    """Only the latest version is signed."""
    if Aim.objects.filter(project=aim.project_id, number__gt=aim.number).exists():
        raise Refused(_("There is a newer version of the aim. Read it first, then sign it."))


def check_none_open(project: Project) -> None:
    """One round at a time."""
    if ExpectationRound.objects.filter(project=project, state=RoundState.OPEN).exists():
        raise Refused(_("Everybody is asked already. Reveal that round first."))


def check_round_open(row: ExpectationRound) -> None:
    """Nothing is written, sent or taken back once a round is revealed."""
    if row.state != RoundState.OPEN:
        raise Refused(_("This round is revealed. Nothing can be added or changed."))


def why_no_words(row: ExpectationRound) -> str:
    """Why nothing can be written here now; empty where it can. Needs `project` fetched."""
    try:
        check_open(row.project)
        check_round_open(row)
    except Refused as refused:
        return str(refused)
    return ""


def check_reveal(row: ExpectationRound, people: int) -> None:
    """Words of one person alone are not blind once revealed: two at least have sent."""
    if RoundState.REVEALED not in ROUND_STEPS[RoundState(row.state)]:
        raise Refused(_("This round is revealed already."))
    if people < FEWEST:
        raise Refused(_("Two people at least must have sent what they expect. Until then nothing is revealed."))


def check_again_on(day: date | None) -> None:
    """Asking again lies ahead."""
    if day is not None and day <= site_today():
        raise Refused(_("Choose a day after today, or leave it empty."))


def is_last_round(row: ExpectationRound) -> bool:
    """Does no other round follow?"""
    return not ExpectationRound.objects.filter(project=row.project_id, number__gt=row.number).exists()


def check_last_round(row: ExpectationRound) -> None:
    """Only from the latest round does another follow."""
    if not is_last_round(row):
        raise Refused(_("There is a later round. Set the day there."))
