"""Making a contribution, deciding, changing something, telling, answering, closing.

Only its contributor closes one, or the silence that the telling announced.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from contributions import events, policies
from contributions.enums import ClosedBy, ContributionState, Decision
from contributions.models import Contribution, ContributionReply
from contributions.notices import TOLD
from contributions.queries import withdrawing
from contributions.queries.contributions import clock_from
from core.dates import site_today
from core.editing import check_fresh
from core.models import once
from notifications.actions import enqueue
from participants.enums import Scope
from participants.models import Withdrawal
from projects.actions.locking import lock_open_project, lock_project
from projects.models import Membership, Project


@dataclass(frozen=True)
class ContributionDetails:
    """What was said, by whom as the system knows it, who looks after it, and by when its contributor is told."""

    said: str
    contributor: Membership | None
    standpoint: str
    owner: Membership | None
    answer_by: date | None = None


@transaction.atomic
def make_contribution(project: Project, *, details: ContributionDetails, token: UUID, by: User) -> Contribution:
    """Make one by hand: one's own; as a coordinator for somebody or nobody. One token makes one, however often sent."""
    locked = lock_open_project(project)
    mine = Membership.objects.current().filter(project=locked, person=by).first()
    policies.check_speaks_for(mine, details.contributor)
    row, is_new = _contribution(locked, details, token, by, taken=False)
    if is_new:
        record(events.CONTRIBUTION_MADE, by=by, project=locked, target=row)
    return row


@transaction.atomic
def take_up_contribution(
    project: Project, *, details: ContributionDetails, token: UUID, by: User
) -> tuple[Contribution, bool]:
    """Make one of words of a dialogue; answers whether it is new.

    The app above writes down its origin in the same transaction.
    """
    locked = lock_open_project(project)
    row, is_new = _contribution(locked, details, token, by, taken=True)
    if is_new:
        record(events.CONTRIBUTION_TAKEN, by=by, project=locked, target=row)
    return row, is_new


def _contribution(
    locked: Project, details: ContributionDetails, token: UUID, by: User, *, taken: bool
) -> tuple[Contribution, bool]:
    """The contribution of this form, and whether it is new."""
    policies.check_belongs(details.owner, locked.pk)
    policies.check_belongs(details.contributor, locked.pk)
    policies.check_sentence(details.said)

    def make() -> Contribution:
        return Contribution.objects.create(
            project=locked,
            submitted_by=by,
            form_token=token,
            said=details.said,
            taken=taken,
            contributor=details.contributor,
            standpoint=details.standpoint,
            owner=details.owner,
            answer_by=details.answer_by or clock_from(locked, site_today()),
        )

    return once(Contribution, by=by, token=token, make=make)


def _lock_contribution(contribution: Contribution) -> Contribution:
    """The contribution as it is stored, its project locked and open."""
    lock_open_project(contribution.project)
    return _locked_row(contribution)


def _locked_row(contribution: Contribution) -> Contribution:
    """Locked until the transaction ends; its project is locked before it."""
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("project", "contributor__person")
    return rows.get(pk=contribution.pk)


def _is_done(row: Contribution, version: int, **values: object) -> bool:
    """Is it just so already, as after a second press? Otherwise it must be as it was read: raises `Stale`."""
    if row.version != version and all(getattr(row, name) == value for name, value in values.items()):
        return True
    check_fresh(row, version)
    return False


def _save(row: Contribution, **changes: object) -> None:
    for name, value in changes.items():
        setattr(row, name, value)
    row.version += 1
    row.save(update_fields=[*changes, "version"])


@transaction.atomic
def edit_contribution(
    contribution: Contribution, *, said: str | None, owner: Membership | None, answer_by: date, version: int, by: User
) -> Contribution:
    """Change who looks after it, the clock, and the sentence; None leaves the sentence as it is.

    Raises `Stale` where somebody else changed it since.
    """
    row = _lock_contribution(contribution)
    check_fresh(row, version)
    policies.check_belongs(owner, row.project_id)
    values: dict[str, object] = {"owner": owner, "answer_by": answer_by}
    if said is not None and row.said:
        values["said"] = said
    changes = {name: value for name, value in values.items() if getattr(row, name) != value}
    if changes:
        _save(row, **changes)
        record(events.CONTRIBUTION_CHANGED, by=by, project=row.project, target=row, fields=", ".join(changes))
    return row


@transaction.atomic
def decide_contribution(
    contribution: Contribution, *, decision: Decision, reason: str, version: int, by: User
) -> Contribution:
    """Record that it is adopted, adapted or not adopted; with a reason unless it is adopted."""
    row = _lock_contribution(contribution)
    if _is_done(row, version, state=ContributionState.DECIDED, decision=decision, reason=reason):
        return row
    policies.check_decide(row)
    policies.check_reason(decision, reason)
    day = site_today()
    _save(row, state=ContributionState.DECIDED, decision=decision, reason=reason, decided_on=day)
    record(events.CONTRIBUTION_DECIDED, by=by, project=row.project, target=row, decision=str(decision.label).lower())
    return row


@transaction.atomic
def note_change(contribution: Contribution, *, change: str, evidence: str, version: int, by: User) -> Contribution:
    """Record what changed because of it, and what shows it."""
    row = _lock_contribution(contribution)
    if _is_done(row, version, state=ContributionState.CHANGED, change=change, evidence=evidence):
        return row
    policies.check_change(row)
    policies.check_evidence(change, evidence)
    day = site_today()
    _save(row, state=ContributionState.CHANGED, change=change, evidence=evidence, changed_on=day)
    record(events.CONTRIBUTION_DID, by=by, project=row.project, target=row)
    return row


@transaction.atomic
def tell_contributor(
    contribution: Contribution, *, feedback: str, quiet_until: date, version: int, by: User
) -> Contribution:
    """Tell the contributor what came of it, and from which day silence is taken as an end."""
    row = _lock_contribution(contribution)
    if _is_done(row, version, state=ContributionState.TOLD, feedback=feedback, quiet_until=quiet_until):
        return row
    policies.check_tell(row)
    policies.check_quiet(quiet_until, site_today())
    policies.check_feedback(feedback)
    now = timezone.now()
    _save(row, state=ContributionState.TOLD, feedback=feedback, told_at=now, quiet_until=quiet_until)
    record(events.CONTRIBUTION_TOLD, by=by, project=row.project, target=row)
    _enqueue_telling(row)
    return row


def _enqueue_telling(row: Contribution) -> None:
    """The mail to its contributor, if there is one; the moment makes a later telling another mail."""
    if row.contributor is None:
        return
    told_at = row.told_at.isoformat() if row.told_at else ""
    enqueue(
        TOLD,
        key=f"{TOLD.name}:{row.pk}:{told_at}",
        person=row.contributor.person,
        project_id=row.project_id,
        data={"contribution": str(row.pk), "told": told_at},
    )


@transaction.atomic
def send_reply(contribution: Contribution, *, settled: bool, text: str, token: UUID, by: User) -> ContributionReply:
    """The contributor answers: closed for me, or not and why. Sent twice with one token, it answers once.

    Raises PermissionDenied for everybody else, whoever they are.
    """
    row = _lock_contribution(contribution)
    policies.check_contributor(row, by)

    def make() -> ContributionReply:
        policies.check_reply(row, settled=settled, text=text.strip())
        reply = ContributionReply.objects.create(
            contribution=row, submitted_by=by, form_token=token, settled=settled, text=text
        )
        record(events.CONTRIBUTION_ANSWERED, by=by, project=row.project, target=row)
        if settled:
            _close(row, ClosedBy.CONTRIBUTOR, by)
        else:
            _reopen(row, by)
        return reply

    return once(ContributionReply, by=by, token=token, make=make)[0]


def _close(row: Contribution, closed_by: ClosedBy, by: User | None) -> None:
    policies.check_close(row)
    _save(row, state=ContributionState.CLOSED, closed_at=timezone.now(), closed_by=closed_by)
    label = str(closed_by.label).lower()
    record(events.CONTRIBUTION_CLOSED, by=by, project=row.project, target=row, closed_by=label)


def _reopen(row: Contribution, by: User) -> None:
    """Back to decided, with a clock of its own: the project answers again."""
    _save(
        row,
        state=ContributionState.DECIDED,
        closed_at=None,
        closed_by="",
        quiet_until=None,
        answer_by=clock_from(row.project, site_today()),
    )
    record(events.CONTRIBUTION_REOPENED, by=by, project=row.project, target=row)


@transaction.atomic
def close_in_silence(contribution: Contribution, *, by: None = None) -> bool:
    """The stated day has passed without an answer. Does nothing, and says so, where that is not so (any more)."""
    project = lock_project(contribution.project)
    row = _locked_row(contribution)
    if not project.is_open or not policies.is_quiet(row, timezone.now()):
        return False
    _close(row, ClosedBy.SILENCE, by)
    return True


@transaction.atomic
def take_back_contributions(withdrawal: Withdrawal, *, by: User) -> None:
    """Words of whoever withdrew go for good, and what they answered; what was decided and what changed stays."""
    if withdrawal.scope == Scope.WORDS:
        _empty(Membership.objects.filter(project=withdrawal.project, person=withdrawal.person), by)


@transaction.atomic
def erase_contributor(person: User, *, keep_words: bool, by: User) -> None:
    """Their words go unless they keep them. What was told to them alone goes in any case: it may name them."""
    for membership in Membership.objects.filter(person=person).order_by("project"):
        lock_project(membership.project)
        mine = Membership.objects.filter(pk=membership.pk)
        if not keep_words:
            _empty(mine, by)
        Contribution.objects.filter(contributor__in=mine).update(feedback="")


def _empty(memberships: QuerySet[Membership], by: User) -> None:
    for membership in memberships:
        mine = Membership.objects.filter(pk=membership.pk)
        emptied = list(withdrawing.with_words(mine).select_for_update().values_list("pk", flat=True))
        Contribution.objects.filter(pk__in=emptied).update(said="")
        if withdrawing.replies_of(mine).delete()[0] or emptied:
            record(events.CONTRIBUTIONS_EMPTIED, by=by, project=membership.project, target=membership)
