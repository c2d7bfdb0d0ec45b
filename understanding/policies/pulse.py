"""What the state of a round of the pulse allows."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils.translation import gettext as _

from core import editing
from core.errors import Refused
from core.marks import mark_of
from projects.models import Project
from projects.policies.projects import check_open
from understanding.enums import PULSE_STEPS, PulseState
from understanding.models import PulseAnswer, PulseRound

FIRST, USUAL, LAST = timedelta(days=1), timedelta(days=14), timedelta(days=90)  # from the day it opens


def is_over(row: PulseRound, today: date) -> bool:
    """Is the last day for answers past?"""
    return row.closes_on < today


def why_no_answer(row: PulseRound, today: date) -> str:
    """The sentence that says why nobody can answer; empty while somebody can. Needs `project` fetched."""
    if not row.is_open or is_over(row, today):
        return _("This round is closed. It takes no answers any more.")
    if not row.project.is_open:
        return _("This project is closed. The round takes no answers now.")
    return ""


def check_can_answer(row: PulseRound, today: date) -> None:
    """The round takes answers today. Raises Refused with the reason of `why_no_answer`."""
    if why := why_no_answer(row, today):
        raise Refused(why)


def check_can_open(project: Project) -> None:
    """One round at a time, in a project that takes input. Raises Refused."""
    check_open(project)
    if PulseRound.objects.filter(project=project, state=PulseState.OPEN).exists():
        raise Refused(_("A round of the pulse is open already. Close it before you open another."))


def check_closes_on(day: date, today: date) -> None:
    """People need a day at least, and nobody remembers a round of many months. Raises Refused."""
    if not today + FIRST <= day <= today + LAST:
        raise Refused(_("Choose a day from tomorrow up to 90 days from now."))


def can_close(row: PulseRound) -> bool:
    """Does the table let this round close?"""
    return PulseState.CLOSED in PULSE_STEPS[PulseState(row.state)]


def check_closed(row: PulseRound) -> None:
    """An open round has no numbers. Raises Refused."""
    if row.is_open:
        raise Refused(_("This round is open. Its numbers can be seen once it is closed."))


def mark_of_answer(answer: PulseAnswer | None) -> str:
    """The mark of the answers that a page showed; its form sends it back. Empty where there were none."""
    if answer is None:
        return ""
    return mark_of({"answers": answer.answers, "note": answer.note})


def check_seen_answer(answer: PulseAnswer | None, seen: str) -> None:
    """What somebody's page showed of their own answers is still what is stored. Raises Stale."""
    sentence = _("You changed your answers in another window. What you sent from this one is not saved yet.")
    editing.check_seen(mark_of_answer(answer), seen, sentence)
