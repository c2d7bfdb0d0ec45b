"""Somebody who was added without an e-mail address takes their place over."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from accounts.enums import ContactBy
from accounts.models import User
from accounts.signals import person_merged
from audit.actions import record
from projects import events
from projects.models import Invitation, Membership, where_not_ended
from projects.policies import invitations as policies
from projects.policies import members as member_policies


def membership_in(invitation: Invitation, person: User) -> Membership | None:
    """What this person is in the project of an invitation: their membership of today or of days to come."""
    rows = Membership.objects.filter(where_not_ended(), person=person)
    return rows.select_related("project", "person").filter(project=invitation.project_id).first()


@transaction.atomic
def claim_place(invitation: Invitation, *, by: User) -> Membership:
    """Take over what was made for the person of this invitation.

    Where `by` is that person, the address becomes theirs; where `by` has an account, everything moves to it. Raises
    Refused where the place has been taken over already, has ended, or the account is in the project itself or that of
    an administrator.
    """
    assert invitation.person is not None
    member_policies.check_may_belong(by)
    old = User.objects.select_for_update().get(pk=invitation.person.pk)
    policies.check_place_open(old, membership_in(invitation, old))
    if by.pk == old.pk:
        _give_address(old, invitation.email)
    else:
        _merge(old, by)
    membership = membership_in(invitation, by)
    assert membership is not None  # it was there a moment ago, and the project is locked
    record(events.MEMBER_CLAIMED, by=by, project=invitation.project, target=membership)
    return membership


def _give_address(person: User, email: str) -> None:
    person.email = email
    try:
        with transaction.atomic():
            person.save(update_fields=["email"])
    except IntegrityError:  # an account was made elsewhere at the same moment
        policies.check_new_address(email)
        raise


def _merge(old: User, new: User) -> None:
    """Everything of `old` becomes that of `new`; what is left of `old` is a row that says nothing about anybody."""
    old_memberships = Membership.objects.select_for_update().filter(person=old)
    policies.check_no_membership(new, [membership.project_id for membership in old_memberships])
    Membership.objects.filter(person=old).update(person=new)
    person_merged.send(sender=User, old=old, new=new)
    User.objects.filter(pk=old.pk).update(
        full_name="", pseudonym="", about="", phone="", contact_by=ContactBy.EMAIL, is_active=False
    )
