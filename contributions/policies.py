"""What may happen to a contribution, and when. Each `check_x` raises `Refused` with a sentence."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from contributions.enums import CONTRIBUTION_STEPS, ContributionState, Decision
from contributions.models import Contribution
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


def is_late(row: Contribution, today: date) -> bool:
    """Not told, and past its clock. Its twin in SQL is `queries.contributions.late`."""
    return row.state in UNTOLD and row.answer_by < today


def check_sentence(said: str) -> None:
    """A contribution begins with something that was said."""
    if not said.strip():
        raise Refused(_("Write in a sentence what was said."))


def can_decide(row: Contribution) -> bool:
    """Can it be decided, or decided anew? Not once it has changed something or was told."""
    return row.state in DECIDE_IN


def check_decide(row: Contribution) -> None:
    """Raises Refused where `can_decide` says no."""
    if not can_decide(row):
        raise Refused(_("This is decided, and what came of it stands here. If it is opened again, decide anew."))


def check_reason(decision: Decision, reason: str) -> None:
    """What is not adopted as it is gets a reason."""
    if decision != Decision.ADOPTED and not reason.strip():
        raise Refused(_("Say why. A contribution that is not adopted as it is gets a reason."))


def can_change(row: Contribution) -> bool:
    """Can it be said what changed? Not before a decision, nor of what was not adopted, nor after the telling."""
    return row.state in CHANGE_IN and row.decision != Decision.NOT_ADOPTED


def check_change(row: Contribution) -> None:
    """Raises Refused where `can_change` says no, with what to do first."""
    if row.state == ContributionState.RAISED:
        raise Refused(_("Decide first. Then say what changed."))
    if row.state not in CHANGE_IN:
        raise Refused(_("The contributor has been told. If it is opened again, you can change this."))
    if row.decision == Decision.NOT_ADOPTED:
        raise Refused(_("It was not adopted. If it changed something after all, decide again first."))


def check_evidence(change: str, evidence: str) -> None:
    """A change comes with what shows it."""
    if not change.strip() or not evidence.strip():
        raise Refused(_("Say what changed, and what shows it."))


def can_tell(row: Contribution) -> bool:
    """Can its contributor be told? After the decision, and again whenever they opened it again."""
    return row.state in TELL_IN


def check_tell(row: Contribution) -> None:
    """Raises Refused where `can_tell` says no."""
    if row.state == ContributionState.RAISED:
        raise Refused(_("Decide first. Then tell what came of it."))
    if not can_tell(row):
        raise Refused(_("This has been told already."))


def check_feedback(feedback: str) -> None:
    """A telling says something."""
    if not feedback.strip():
        raise Refused(_("Write what came of it."))


def check_quiet(until: date, today: date) -> None:
    """Nobody is pressed for an answer, and no telling waits for one without end."""
    if not today + timedelta(days=QUIET_AT_LEAST) <= until <= today + timedelta(days=QUIET_AT_MOST):
        raise Refused(
            _("Leave at least %(least)d days for an answer, and at most %(most)d.")
            % {"least": QUIET_AT_LEAST, "most": QUIET_AT_MOST}
        )


def can_reply(row: Contribution) -> bool:
    """Is there something for its contributor to answer? Once it was told, and when it is closed too."""
    return row.state in REPLY_IN


def can_reopen(row: Contribution) -> bool:
    """Is it closed, so that an answer opens it again?"""
    return row.state == ContributionState.CLOSED


def check_told(row: Contribution) -> None:
    """Raises Refused where `can_reply` says no."""
    if not can_reply(row):
        raise Refused(_("There is nothing to answer now. You are told when there is."))


def check_reply(row: Contribution, *, settled: bool, text: str) -> None:
    """What was closed can be opened again; whoever opens it says why."""
    check_told(row)
    if settled and can_reopen(row):
        raise Refused(_("This is closed already. You can open it again."))
    if not settled and not text:
        raise Refused(_("Say why it is not closed for you."))


def check_contributor(row: Contribution, person: User) -> None:
    """Only its contributor answers, while they take part. Raises PermissionDenied for everybody else."""
    contributor = row.contributor
    if contributor is None or contributor.person_id != person.pk:
        raise PermissionDenied
    if not Membership.objects.current().filter(pk=contributor.pk).exists():
        raise Refused(_("You do not take part in this project any more."))


def can_close(row: Contribution) -> bool:
    """Does the table of states let it be closed?"""
    return ContributionState.CLOSED in CONTRIBUTION_STEPS[ContributionState(row.state)]


def check_close(row: Contribution) -> None:
    """Raises Refused where `can_close` says no."""
    if not can_close(row):
        raise Refused(_("Nothing is closed before it was told."))


def check_speaks_for(membership: Membership | None, contributor: Membership | None) -> None:
    """Everybody who takes part contributes for themselves; a coordinator for somebody else, or for nobody."""
    if membership is None or membership.role not in TAKING_PART:
        raise Refused(_("You do not take part in this project any more."))
    if membership.role != Role.COORDINATOR and (contributor is None or contributor.pk != membership.pk):
        raise Refused(_("You can make a contribution for yourself only."))


def check_belongs(membership: Membership | None, project_id: object) -> None:
    """Whoever looks after a contribution or makes it is of its project."""
    if membership is not None and membership.project_id != project_id:
        raise Refused(_("Choose somebody who takes part in this project."))


def day_of(person: User | None, now: datetime) -> date:
    """The day on somebody's own calendar, or else on that of the site."""
    return now.astimezone(ZoneInfo(person.time_zone if person else settings.TIME_ZONE)).date()


def is_quiet(row: Contribution, now: datetime) -> bool:
    """Told, and the stated day is over where its contributor lives. Needs `contributor__person` fetched."""
    person = row.contributor.person if row.contributor else None
    until = row.quiet_until
    return row.state == ContributionState.TOLD and until is not None and day_of(person, now) > until
