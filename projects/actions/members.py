"""Adding people to a project, changing and ending their membership; and what people do with their own."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from notifications.actions import enqueue
from projects import events
from projects.actions.locking import lock_open_project, lock_project
from projects.enums import Role, Standpoint
from projects.models import Membership, Project
from projects.notices import members as notices
from projects.policies import leading as leading_policies
from projects.policies import members as policies
from projects.signals import naming_changed


@dataclass(frozen=True)
class Terms:
    """On what terms somebody is a member. From `expires_on`, a day of the site, on they no longer see the project."""

    role: Role
    standpoint: Standpoint
    starts_on: date
    expires_on: date | None = None


@dataclass(frozen=True)
class Naming:
    """How somebody is named in one project; an empty rule means as their profile says."""

    name_rule: str
    pseudonym: str


def _person_at(email: str, full_name: str) -> User:
    """The person with this address; a new one gets no password and signs in by a code sent there."""
    address = email.strip().lower()
    account = User.objects.filter(email=address).first()
    if account is not None:
        return account
    try:
        with transaction.atomic():
            return User.objects.create_user(address, full_name)
    except IntegrityError:  # added elsewhere at the same moment
        return User.objects.get(email=address)


@transaction.atomic
def add_member(project: Project, *, email: str, full_name: str, terms: Terms, by: User) -> Membership:
    """Add a person and tell them by mail. The same request again changes nothing; other terms are refused."""
    locked = lock_open_project(project)
    person = _person_at(email, full_name)
    policies.check_may_belong(person)
    old_membership = Membership.objects.select_related("person").filter(project=locked, person=person).first()
    if old_membership is not None:
        policies.check_same_terms(old_membership, asdict(terms))
        return old_membership
    membership = Membership(project=locked, person=person, added_by=by, **asdict(terms))
    _save_new(membership, by)
    enqueue(
        notices.ADDED,
        key=f"{notices.ADDED.name}:{membership.pk}",
        person=person,
        project_id=locked.pk,
        data={"membership": str(membership.pk)},
    )
    return membership


def _save_new(membership: Membership, by: User) -> None:
    policies.check_membership_dates(membership)
    membership.save(force_insert=True)
    facts = {"role": str(membership.role), "standpoint": str(membership.standpoint)}
    record(events.MEMBER_ADDED, by=by, project=membership.project, target=membership, **facts)


@transaction.atomic
def add_without_address(
    project: Project, *, full_name: str, terms: Terms, naming: Naming, token: UUID, by: User
) -> Membership:
    """Add somebody who has no e-mail address: they cannot sign in, and are told by no mail.

    Sent twice with one token, it adds once: the token makes the key of the person.
    """
    locked = lock_open_project(project)
    key = uuid5(token, str(by.pk))
    before = Membership.objects.select_related("person").filter(person=key, project=locked).first()
    if before is not None:
        return before
    person = User(pk=key, email=None, full_name=full_name)
    person.set_unusable_password()
    membership = Membership(project=locked, person=person, added_by=by, **asdict(terms), **asdict(naming))
    leading_policies.check_can_lead(membership)
    person.save(force_insert=True)
    _save_new(membership, by)
    return membership


@transaction.atomic
def change_member(membership: Membership, *, terms: Terms, by: User) -> Membership:
    """Change role, standpoint or dates; never so that the project is left without a coordinator.

    Raises Refused where it has ended: a new date brings nobody back.
    """
    locked = lock_open_project(membership.project)
    row = Membership.objects.select_related("person").get(pk=membership.pk)
    policies.check_goes_on(row)
    fields = [name for name, value in asdict(terms).items() if getattr(row, name) != value]
    for name in fields:
        setattr(row, name, getattr(terms, name))
    policies.check_may_belong(row.person)
    policies.check_membership_dates(row)
    leading_policies.check_can_lead(row)
    leading_policies.check_keeps_a_coordinator(row)
    if fields:
        row.save(update_fields=fields)
        record(events.MEMBER_CHANGED, by=by, project=locked, target=row, fields=", ".join(fields))
    return row


@transaction.atomic
def end_member(membership: Membership, *, by: User) -> Membership:
    """End a membership now: the person no longer sees the project. What they wrote stays. Twice ends it once."""
    locked = lock_open_project(membership.project)
    row, is_new = _end(membership)
    if is_new:
        record(events.MEMBER_ENDED, by=by, project=locked, target=row)
    return row


def _end(membership: Membership) -> tuple[Membership, bool]:
    """The membership, ended now, and whether it went on until now. Its project is locked."""
    row = Membership.objects.select_related("project").get(pk=membership.pk)
    if row.has_ended:
        return row, False
    leading_policies.check_leaves(row)
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    return row, True


@transaction.atomic
def leave_project(membership: Membership, *, by: User) -> Membership:
    """End one's own membership now, in a closed project too. Raises Refused for the last coordinator."""
    locked = lock_project(membership.project)
    row, is_new = _end(membership)
    if is_new:
        record(events.MEMBER_LEFT, by=by, project=locked, target=row)
    return row


@transaction.atomic
def choose_naming(membership: Membership, *, naming: Naming, by: User) -> Membership:
    """How somebody is named in this project from now on, in a closed project too. Their seats there follow."""
    locked = lock_project(membership.project)
    row = Membership.objects.select_related("project", "person").get(pk=membership.pk)
    if (row.name_rule, row.pseudonym) == (naming.name_rule, naming.pseudonym):
        return row
    row.name_rule, row.pseudonym = naming.name_rule, naming.pseudonym
    row.save(update_fields=["name_rule", "pseudonym"])
    naming_changed.send(sender=Membership, membership=row)
    record(events.MEMBER_NAMED, by=by, project=locked, target=row)
    return row
