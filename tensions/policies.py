"""What may happen to a tension or barrier, and who may change it."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from core.dates import site_today
from core.errors import Refused
from projects.enums import TAKING_PART
from projects.models import Membership, Project
from projects.policies.leading import leads
from tensions.enums import OPEN_TENSION, TENSION_STEPS, TensionState
from tensions.models import Tension


def can_become(tension: Tension, to: TensionState) -> bool:
    """Does the table of states let it go there?"""
    return to in TENSION_STEPS[TensionState(tension.state)]


def _now(tension: Tension) -> str:
    return str(TensionState(tension.state).label).lower()


def check_transition(tension: Tension, to: TensionState) -> None:
    """Raises Refused where `can_become` says no."""
    if not can_become(tension, to):
        states = {"now": _now(tension), "then": str(to.label).lower()}
        raise Refused(_("This is %(now)s now. It cannot become %(then)s from there.") % states)


def is_escalated(tension: Tension) -> bool:
    """Is it with somebody else now, so that it can come back?"""
    return tension.state == TensionState.ESCALATED


def check_escalated(tension: Tension) -> None:
    """Only what was escalated comes back."""
    if not is_escalated(tension):
        raise Refused(_("This is %(now)s now. Only what was escalated can come back.") % {"now": _now(tension)})


def check_ended(tension: Tension) -> None:
    """Only what has ended is opened again."""
    if tension.is_open:
        raise Refused(_("This is %(now)s now. Only what has ended can be opened again.") % {"now": _now(tension)})


def check_live(tension: Tension) -> None:
    """What has ended stands as it ended."""
    if not tension.is_open:
        raise Refused(_("This is %(now)s now. A coordinator can open it again.") % {"now": _now(tension)})


def check_end(to: TensionState) -> None:
    """There are two ends, of equal worth."""
    if to in OPEN_TENSION:
        raise Refused(_("Choose one of the two ends: resolved, or lived with."))


def check_why(why: str) -> None:
    """Each change of state says why."""
    if not why.strip():
        raise Refused(_("Say why."))


def check_taken(text: str, taken_on: date) -> None:
    """A step says what was done, and is not of a day to come."""
    if not text.strip():
        raise Refused(_("Say what was done."))
    if taken_on > site_today():
        raise Refused(_("A step was taken today or on a day before."))


def can_edit(tension: Tension, person: User, *, is_lead: bool) -> bool:
    """A coordinator, or whoever raised it; while it has not ended and the project is open."""
    return (is_lead or tension.submitted_by_id == person.pk) and tension.is_open and tension.project.is_open


def check_edit(tension: Tension, person: User) -> None:
    """Raises PermissionDenied for others than a coordinator and whoever raised it."""
    if tension.submitted_by_id != person.pk and not leads(tension.project, person):
        raise PermissionDenied


def check_owner(project: Project, owner: Membership | None, before: Membership | None, by: User) -> None:
    """A coordinator chooses among those who take part; everybody else takes it themselves or leaves it open."""
    if owner == before:
        return
    if (
        owner is not None
        and not Membership.objects.current().filter(pk=owner.pk, project=project, role__in=TAKING_PART).exists()
    ):
        raise Refused(_("The owner takes part in this project now. Choose somebody else."))
    is_mine = all(who is None or who.person_id == by.pk for who in (owner, before))
    if not is_mine and not leads(project, by):
        raise Refused(_("Only a coordinator chooses somebody else as the owner."))
