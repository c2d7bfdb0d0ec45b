"""What may happen to a contribution, and when. Each `check_x` raises `Refused` with a sentence."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from contributions.enums import CONTRIBUTION_STEPS, ContributionState, Decision
from contributions.models import Contribution
from core.editing import Stale
from core.errors import Refused
from projects.enums import TAKING_PART, Role
from projects.models import Membership

if TYPE_CHECKING:
    from accounts.models import User

QUIET_DAYS, QUIET_AT_LEAST, QUIET_AT_MOST = 30, 14, 365  # how long a telling waits for an answer
UNTOLD = (ContributionState.RAISED, ContributionState.DECIDED, ContributionState.CHANGED)
# In which states each act is done: the steps of the table, and once more in the state that it leads to.
DECIDE_IN = frozenset({ContributionState.RAISED, ContributionState.DECIDED})
CHANGE_IN = frozenset({ContributionState.DECIDED, ContributionState.CHANGED})
TELL_IN = frozenset({ContributionState.DECIDED, ContributionState.CHANGED})
REPLY_IN = frozenset({ContributionState.TOLD, ContributionState.CLOSED})


def may_step(row: Contribution, to: ContributionState) -> bool:
    """Does the table let this contribution go there?"""
    return to in CONTRIBUTION_STEPS[ContributionState(row.state)]


def check_fresh(row: Contribution, version: int) -> None:
    """What somebody read is still what is stored."""
    if row.version != version:
        raise Stale(
            _("Somebody else changed this contribution while you were writing. Nothing of yours has been saved yet.")
        )


def check_decide(row: Contribution) -> None:
    """Before it has changed something or was told."""
    if row.state not in DECIDE_IN:
        raise Refused(_("This is decided, and what came of it stands here. If it is opened again, decide anew."))


def can_change(row: Contribution) -> bool:
    """Can it be said what changed? Not before a decision, nor of what was not adopted, nor after the telling."""
    return row.state in CHANGE_IN and row.decision != Decision.NOT_ADOPTED


def check_change(row: Contribution) -> None:
    """After a decision that takes it up, before it was told."""
    if row.state == ContributionState.RAISED:
        raise Refused(_("Decide first. Then say what changed."))
    if row.state not in CHANGE_IN:
        raise Refused(_("The contributor has been told. If it is opened again, you can change this."))
    if row.decision == Decision.NOT_ADOPTED:
        raise Refused(_("It was not adopted. If it changed something after all, decide again first."))


def check_tell(row: Contribution) -> None:
    """After the decision, and again whenever the contributor opened it again."""
    if row.state == ContributionState.RAISED:
        raise Refused(_("Decide first. Then tell what came of it."))
    if row.state not in TELL_IN:
        raise Refused(_("This has been told already."))


def check_quiet(until: date, today: date) -> None:
    """Nobody is pressed for an answer."""
    if not today + timedelta(days=QUIET_AT_LEAST) <= until <= today + timedelta(days=QUIET_AT_MOST):
        raise Refused(
            _("Leave at least %(least)d days for an answer, and at most %(most)d.")
            % {"least": QUIET_AT_LEAST, "most": QUIET_AT_MOST}
        )


def check_told(row: Contribution) -> None:
    """Answered once it was told."""
    if row.state not in REPLY_IN:
        raise Refused(_("There is nothing to answer now. You are told when there is."))


def check_reply(row: Contribution, *, settled: bool, text: str) -> None:
    """What was closed can be opened again; whoever opens it says why."""
    check_told(row)
    if settled and row.state == ContributionState.CLOSED:
        raise Refused(_("This is closed already. You can open it again."))
    if not settled and not text:
        raise Refused(_("Say why it is not closed for you."))


def check_speaks_for(membership: Membership | None, contributor: Membership | None) -> None:
    """Everybody who takes part contributes for themselves; a coordinator for somebody else, or for nobody."""
    if membership is None or membership.role not in TAKING_PART:
        raise Refused(_("You do not take part in this project any more."))
    if membership.role != Role.COORDINATOR and (contributor is None or contributor.pk != membership.pk):
        raise Refused(_("You can make a contribution for yourself only."))


def check_belongs(row: Membership | None, project_id: object) -> None:
    """Whoever owns or makes a contribution is of its project."""
    if row is not None and row.project_id != project_id:
        raise Refused(_("Choose somebody who takes part in this project."))


def their_day(person: User | None, now: datetime) -> date:
    """The day on somebody's own calendar, or else on that of the site."""
    return now.astimezone(ZoneInfo(person.time_zone if person else settings.TIME_ZONE)).date()


def is_quiet(row: Contribution, now: datetime) -> bool:
    """Told, and the stated day is over where its contributor lives. Needs `contributor__person` fetched."""
    person = row.contributor.person if row.contributor else None
    until = row.quiet_until
    return row.state == ContributionState.TOLD and until is not None and their_day(person, now) > until
