"""Inviting somebody by e-mail, sending it again, taking it back; and what they answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from core.models import once
from core.text import clean_address
from notifications.actions import enqueue, enqueue_to
from projects import events
from projects.actions.claims import claim_place, place_of
from projects.actions.locking import lock_open_project, lock_project
from projects.actions.members import Terms
from projects.enums import InvitationState, Role, Standpoint
from projects.models import Invitation, Membership, Project
from projects.notices import invitations as notices
from projects.policies import invitations as invitation_rules
from projects.policies import members as member_rules

SAME_PRESS = timedelta(minutes=1)


@dataclass(frozen=True)
class Invitee:
    """Whom an invitation is for: their address and their name."""

    email: str
    full_name: str


@transaction.atomic
def invite_person(project: Project, *, who: Invitee, terms: Terms, token: UUID, by: User) -> Invitation:
    """Invite somebody by mail. Sent twice with one token, it invites once. Raises Refused, TooMany."""
    locked = lock_open_project(project)
    invitation = Invitation(project=locked, email=clean_address(who.email), full_name=who.full_name)
    _set_terms(invitation, terms)

    def make() -> Invitation:
        invitation_rules.check_invitable(locked, invitation.email)
        return _save_new(invitation, token, by)

    return _invite(make, token, by)


@transaction.atomic
def invite_to_claim(membership: Membership, *, email: str, token: UUID, by: User) -> Invitation:
    """Invite somebody who was added without an address to take their place over. Raises Refused, TooMany."""
    locked = lock_open_project(membership.project)
    row = Membership.objects.select_related("person").get(pk=membership.pk)
    invitation = Invitation(
        project=locked, email=clean_address(email), full_name=row.person.full_name, person=row.person
    )
    _set_terms(invitation, Terms(Role(row.role), Standpoint(row.standpoint), row.starts_on, row.expires_on))

    def make() -> Invitation:
        invitation_rules.check_claimable(row)
        invitation_rules.check_invitable(locked, invitation.email)
        return _save_new(invitation, token, by)

    return _invite(make, token, by)


def _set_terms(invitation: Invitation, terms: Terms) -> None:
    invitation.role, invitation.standpoint = terms.role, terms.standpoint
    invitation.starts_on, invitation.expires_on = terms.starts_on, terms.expires_on
    member_rules.check_membership_dates(Membership(starts_on=terms.starts_on, expires_on=terms.expires_on))


def _save_new(invitation: Invitation, token: UUID, by: User) -> Invitation:
    now = timezone.now()
    invitation_rules.check_mails(by, 1, now, from_list=False)
    invitation.submitted_by, invitation.form_token = by, token
    invitation.lapses_at = now + invitation_rules.LAPSES_AFTER
    invitation.save(force_insert=True)
    return invitation


def _invite(make: Callable[[], Invitation], token: UUID, by: User) -> Invitation:
    invitation, is_new = once(Invitation, by=by, token=token, make=make)
    if is_new:
        terms = {"role": invitation.role, "standpoint": invitation.standpoint}
        record(events.INVITED, by=by, project=invitation.project, target=invitation, **terms)
        _post(invitation, by)
    return invitation


def _post(invitation: Invitation, by: User) -> None:
    """The mail of this sending: in the account's own name where there is one, else to the address alone."""
    key = f"{invitation_rules.post_key(by, from_list=False)}{invitation.pk}:{invitation.sent}"
    data = {"invitation": str(invitation.pk), "sent": invitation.sent}
    account = User.objects.filter(email=invitation.email).first()
    if account is None:
        enqueue_to(notices.INVITED, key=key, to=invitation.email, data=data)
    else:
        enqueue(notices.INVITED, key=key, person=account, project_id=invitation.project_id, data=data)


def _lock_invitation(invitation: Invitation) -> Invitation:
    """The invitation as it is stored. Its project is locked, so two answers to it take turns."""
    lock_project(invitation.project)
    rows = Invitation.objects.select_for_update(of=("self",)).select_related("project", "person", "submitted_by")
    return rows.get(pk=invitation.pk)


@transaction.atomic
def send_invitation_again(invitation: Invitation, *, by: User) -> Invitation:
    """Another mail with the same link, which works for 14 days more. A second press of the button sends nothing."""
    lock_open_project(invitation.project)
    row = _lock_invitation(invitation)
    now = timezone.now()
    invitation_rules.check_send_again(row)
    member_rules.check_address_may_belong(row.email)
    if now - (row.lapses_at - invitation_rules.LAPSES_AFTER) < SAME_PRESS:
        return row
    invitation_rules.check_mails(by, 1, now, from_list=False)
    row.sent += 1
    row.lapses_at = now + invitation_rules.LAPSES_AFTER
    row.save(update_fields=["sent", "lapses_at"])
    record(events.INVITATION_SENT_AGAIN, by=by, project=row.project, target=row)
    _post(row, by)
    return row


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Take it back: its link ends at once. Twice takes it back once. Raises Refused once it is answered."""
    row = _lock_invitation(invitation)
    invitation_rules.check_revoke(row)
    if row.state == InvitationState.WAITING:
        _save_answer(row, InvitationState.REVOKED, timezone.now())
        record(events.INVITATION_REVOKED, by=by, project=row.project, target=row)
    return row


@transaction.atomic
def decline_invitation(invitation: Invitation, *, by: User | None) -> Invitation:
    """Decline for whoever holds the link, with or without an account. Twice declines once."""
    row = _lock_invitation(invitation)
    if row.state == InvitationState.DECLINED:
        return row
    now = timezone.now()
    invitation_rules.check_answer(row, by, now)
    _save_answer(row, InvitationState.DECLINED, now)
    record(events.INVITATION_DECLINED, by=by, project=row.project, target=row)
    return row


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User | None) -> Membership:
    """Make them a member. `by=None` is whoever holds the link of an address that has no account yet.

    Accepting twice gives the same membership. Raises NotForYouError, SignInFirstError where the address has an account,
    and Refused where the invitation cannot be answered.
    """
    row = _lock_invitation(invitation)
    now = timezone.now()
    if by is not None:
        member_rules.check_may_belong(by)
    if by is not None and row.state == InvitationState.ACCEPTED and (place := place_of(row, by)):
        return place
    invitation_rules.check_answer(row, by, now)
    person = by or _newcomer(row)
    membership = claim_place(row, by=person) if row.person else _join(row, person)
    _save_answer(row, InvitationState.ACCEPTED, now)
    terms = {"role": membership.role, "standpoint": membership.standpoint}
    record(events.INVITATION_ACCEPTED, by=person, project=row.project, target=row, **terms)
    return membership


def _save_answer(row: Invitation, state: InvitationState, now: datetime) -> None:
    row.state, row.answered_at = state, now
    row.save(update_fields=["state", "answered_at"])


def _newcomer(row: Invitation) -> User:
    """An account for an address that has none; the mailed link has shown whose the address is."""
    invitation_rules.check_new_address(row.email)
    if row.person is not None:
        return row.person
    try:
        with transaction.atomic():
            return User.objects.create_user(row.email, row.full_name)
    except IntegrityError:  # made elsewhere at the same moment
        invitation_rules.check_new_address(row.email)
        raise


def _join(row: Invitation, person: User) -> Membership:
    """A membership on the terms of the invitation. Whoever is in the project already stays as they are."""
    before = Membership.objects.filter(project=row.project, person=person).first()
    membership = before or Membership(project=row.project, person=person)
    if before is not None and not before.has_ended:
        return before
    membership.role, membership.standpoint = row.role, row.standpoint
    membership.starts_on, membership.expires_on, membership.ended_at = row.starts_on, row.expires_on, None
    membership.added_by, membership.no_contact_since = row.submitted_by, None
    member_rules.check_membership_dates(membership)
    membership.save()
    return membership
