"""Withdrawing from a project: how far is the person's choice, and no reason is asked."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actions.drafts import remove_drafts_below
from accounts.models import User
from audit.actions import record
from core.models import once
from notifications.actions import enqueue
from participants import events
from participants.enums import Scope
from participants.models import Consent, Withdrawal
from participants.notices.withdrawing import RECEIPT
from participants.policies import withdrawing as policies
from participants.queries import withdrawing as queries
from participants.signals import participant_withdrawn
from projects.actions.locking import lock_project
from projects.models import Membership, Project

# Without what looks like something else: 0 and O, 1, I and L, U and V.
LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"


def withdraw(project: Project, *, scope: Scope, seen: str, token: UUID, by: User) -> Withdrawal:
    """Withdraw, in all apps at once or not at all. The same form sent twice withdraws once.

    `seen` is the mark of the effects that were shown. Raises EffectsChanged where they are others now, Refused
    where this person does not take part or would leave the project without a coordinator.
    """

    def make() -> Withdrawal:
        membership = _lock_membership(project, by)
        policies.check_withdraw(membership, scope)
        effects = queries.effects(by, membership.project, scope)
        policies.check_same(seen, queries.mark_of(effects))
        row = Withdrawal.objects.create(
            submitted_by=by,
            form_token=token,
            person=by,
            project=project,
            scope=scope,
            receipt=_receipt(),
            effects=queries.rows_of_effects(effects),
        )
        _apply(row, membership)
        return row

    with transaction.atomic():
        lock_project(project)  # a second press waits here, and then finds what the first one made
        return once(Withdrawal, by=by, token=token, make=make)[0]


def _lock_membership(project: Project, by: User) -> Membership:
    """Locked until the transaction ends: whatever this person writes in the project meanwhile waits for it."""
    locked = lock_project(project)
    rows = Membership.objects.current().select_for_update(of=("self",)).filter(project=locked, person=by)
    membership = policies.check_is_member(rows.first())
    membership.project = locked
    return membership


def _apply(row: Withdrawal, membership: Membership) -> None:
    fields = ["no_contact_since"]
    membership.no_contact_since = membership.no_contact_since or timezone.now()
    if row.scope in policies.LEAVES:
        membership.ended_at = timezone.now()
        fields.append("ended_at")
    membership.save(update_fields=fields)
    if row.scope in policies.LEAVES:
        remove_drafts_below(membership.project.get_absolute_url(), by=row.person)
    participant_withdrawn.send(sender=Withdrawal, withdrawal=row)
    scope = str(Scope(row.scope).label)
    record(events.WITHDRAWN, by=row.person, project=membership.project, target=row, scope=scope)
    enqueue(
        RECEIPT,
        key=f"{RECEIPT.name}:{row.pk}",
        person=row.person,
        project_id=row.project_id,
        data={"withdrawal": str(row.pk)},
    )


def _receipt() -> str:
    """A number to read out on the phone that nobody can guess: W-7F3K-92QD."""
    first, second = ("".join(secrets.choice(LETTERS) for _place in range(4)) for _half in range(2))
    return f"W-{first}-{second}"


@transaction.atomic
def resume_contact(project: Project, *, by: User) -> None:
    """Mail about this project comes again. Asked twice, it comes again once."""
    membership = _lock_membership(project, by)
    if membership.no_contact_since is None:
        return
    membership.no_contact_since = None
    membership.save(update_fields=["no_contact_since"])
    record(events.CONTACT_RESUMED, by=by, project=membership.project, target=membership)


@transaction.atomic
def erase_consents(person: User, *, by: User) -> None:
    """Somebody is erased: the sealed copies of their consents go whole. Their receipts hold numbers only and stay."""
    Consent.objects.filter(person=person).delete()
