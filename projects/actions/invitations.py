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
from projects.actions.claims import claim_place, membership_in
from projects.actions.locking import lock_open_project, lock_project
from projects.actions.members import Terms
from projects.enums import InvitationState, Role, Standpoint
from projects.models import Invitation, Membership, Project
from projects.notices import invitations as notices
from projects.policies import invitations as policies
from projects.policies import members as member_policies

SAME_PRESS = timedelta(minutes=1)


@dataclass(frozen=True)
class Invitee:
    """Whom an invitation is for: their address and their name."""

    email: str
    full_name: str


@transaction.atomic
def invite_person(project: Project, *, invitee: Invitee, terms: Terms, token: UUID, by: User) -> Invitation:
    """Invite somebody by mail. Sent twice with one token, it invites once. Raises Refused, TooMany."""
    locked = lock_open_project(project)
    invitation = Invitation(project=locked, email=clean_address(invitee.email), full_name=invitee.full_name)
    _set_terms(invitation, terms)

    def make() -> Invitation:
        policies.check_invitable(locked, invitation.email)
        return _save_new(invitation, token, by)

    return _invite(make, token, by)


@transaction.atomic
def invite_to_claim(membership: Membership, *, email: str, token: UUID, by: User) -> Invitation:
    """Invite somebody who was added without an address to take their place over. Raises Refused, TooMany."""
    locked = lock_open_project(membership.project)
    place = Membership.objects.select_related("person").get(pk=membership.pk)
    invitation = Invitation(
        project=locked, email=clean_address(email), full_name=place.person.full_name, person=place.person
    )
    _set_terms(invitation, Terms(Role(place.role), Standpoint(place.standpoint), place.starts_on, place.expires_on))

    def make() -> Invitation:
        policies.check_claimable(place)
        policies.check_invitable(locked, invitation.email)
        return _save_new(invitation, token, by)

    return _invite(make, token, by)


def _set_terms(invitation: Invitation, terms: Terms) -> None:
    invitation.role, invitation.standpoint = terms.role, terms.standpoint
    invitation.starts_on, invitation.membership_expires_on = terms.starts_on, terms.expires_on
    member_policies.check_membership_dates(Membership(starts_on=terms.starts_on, expires_on=terms.expires_on))


def _save_new(invitation: Invitation, token: UUID, by: User) -> Invitation:
    now = timezone.now()
    policies.check_mails(by, 1, now, from_list=False)
    invitation.submitted_by, invitation.form_token = by, token
    invitation.link_ends_at = now + policies.LINK_WORKS_FOR
    invitation.save(force_insert=True)
    return invitation


def _invite(make: Callable[[], Invitation], token: UUID, by: User) -> Invitation:
    invitation, is_new = once(Invitation, by=by, token=token, make=make)
    if is_new:
        facts = {"role": invitation.role, "standpoint": invitation.standpoint}
        record(events.INVITED, by=by, project=invitation.project, target=invitation, **facts)
        _enqueue_mail(invitation, by)
    return invitation


def _enqueue_mail(invitation: Invitation, by: User) -> None:
    """The mail of this sending: in the account's own name where there is one, else to the address alone."""
    key = f"{policies.mail_key_prefix(by, from_list=False)}{invitation.pk}:{invitation.times_sent}"
    data = {"invitation": str(invitation.pk), "sent": invitation.times_sent}
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
    locked = _lock_invitation(invitation)
    now = timezone.now()
    policies.check_send_again(locked)
    member_policies.check_address_may_belong(locked.email)
    if now - (locked.link_ends_at - policies.LINK_WORKS_FOR) < SAME_PRESS:
        return locked
    policies.check_mails(by, 1, now, from_list=False)
    locked.times_sent += 1
    locked.link_ends_at = now + policies.LINK_WORKS_FOR
    locked.save(update_fields=["times_sent", "link_ends_at"])
    record(events.INVITATION_SENT_AGAIN, by=by, project=locked.project, target=locked)
    _enqueue_mail(locked, by)
    return locked


@transaction.atomic
def revoke_invitation(invitation: Invitation, *, by: User) -> Invitation:
    """Take it back: its link ends at once. Twice takes it back once. Raises Refused once it is answered."""
    locked = _lock_invitation(invitation)
    policies.check_revoke(locked)
    if locked.state == InvitationState.UNANSWERED:
        _save_answer(locked, InvitationState.REVOKED, timezone.now())
        record(events.INVITATION_REVOKED, by=by, project=locked.project, target=locked)
    return locked


@transaction.atomic
def decline_invitation(invitation: Invitation, *, by: User | None) -> Invitation:
    """Decline for whoever holds the link, with or without an account. Twice declines once."""
    locked = _lock_invitation(invitation)
    if locked.state == InvitationState.DECLINED:
        return locked
    now = timezone.now()
    policies.check_answer(locked, by, now)
    _save_answer(locked, InvitationState.DECLINED, now)
    record(events.INVITATION_DECLINED, by=by, project=locked.project, target=locked)
    return locked


@transaction.atomic
def accept_invitation(invitation: Invitation, *, by: User | None) -> Membership:
    """Make them a member. `by=None` is whoever holds the link of an address that has no account yet.

    Accepting twice gives the same membership. Raises NotForYouError, SignInFirstError where the address has an account,
    and Refused where the invitation cannot be answered.
    """
    locked = _lock_invitation(invitation)
    now = timezone.now()
    if by is not None:
        member_policies.check_may_belong(by)
    if by is not None and locked.state == InvitationState.ACCEPTED and (membership := membership_in(locked, by)):
        return membership
    policies.check_answer(locked, by, now)
    person = by or _account_for(locked)
    membership = claim_place(locked, by=person) if locked.person else _join(locked, person)
    _save_answer(locked, InvitationState.ACCEPTED, now)
    facts = {"role": membership.role, "standpoint": membership.standpoint}
    record(events.INVITATION_ACCEPTED, by=person, project=locked.project, target=locked, **facts)
    return membership


def _save_answer(locked: Invitation, state: InvitationState, now: datetime) -> None:
    locked.state, locked.answered_at = state, now
    locked.save(update_fields=["state", "answered_at"])


def _account_for(locked: Invitation) -> User:
    """The account of whoever was invited: the one of the place to be claimed, or a new one.

    The mailed link has shown whose the address is. Raises SignInFirstError where the address has an account.
    """
    policies.check_new_address(locked.email)
    if locked.person is not None:
        return locked.person
    try:
        with transaction.atomic():
            return User.objects.create_user(locked.email, locked.full_name)
    except IntegrityError:  # made elsewhere at the same moment
        policies.check_new_address(locked.email)
        raise


def _join(locked: Invitation, person: User) -> Membership:
    """A membership on the terms of the invitation. One that has ended begins anew, one that goes on stays as it is."""
    old_membership = Membership.objects.filter(project=locked.project, person=person).first()
    if old_membership is not None and not old_membership.has_ended:
        return old_membership
    membership = old_membership or Membership(project=locked.project, person=person)
    membership.role, membership.standpoint = locked.role, locked.standpoint
    membership.starts_on, membership.expires_on = locked.starts_on, locked.membership_expires_on
    membership.ended_at = None
    membership.added_by, membership.no_contact_since = locked.submitted_by, None
    member_policies.check_membership_dates(membership)
    membership.save()
    return membership
