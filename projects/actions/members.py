"""Adding people to a project, changing and ending their membership."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from audit.actions import record
from core.errors import Refused
from notifications.actions import enqueue
from projects import events, notices, policies
from projects.actions import hold_open
from projects.enums import Role, Standpoint
from projects.models import Membership, Project


@dataclass(frozen=True)
class Terms:
    """On what terms somebody takes part. On `expires_on` they no longer see the project."""

    role: Role
    standpoint: Standpoint
    starts_on: date
    expires_on: date | None = None


def _somebody(email: str, full_name: str) -> User:
    """The person with this address; a new one gets no password and signs in by a code sent there."""
    address = email.strip().lower()
    found = User.objects.filter(email=address).first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return User.objects.create_user(address, full_name)
    except IntegrityError:  # added elsewhere at the same moment
        return User.objects.get(email=address)


@transaction.atomic
def add_member(project: Project, *, email: str, full_name: str, terms: Terms, by: User) -> Membership:
    """Add a person and tell them by mail. The same request again changes nothing; other terms are refused."""
    held = hold_open(project)
    person = _somebody(email, full_name)
    found = Membership.objects.filter(project=held, person=person).first()
    if found is not None:
        return _same(found, terms)
    membership = Membership(project=held, person=person, **asdict(terms))
    policies.check_membership_dates(membership)
    membership.save(force_insert=True)
    record(
        events.MEMBER_ADDED,
        by=by,
        project=held,
        target=membership,
        role=terms.role.value,
        standpoint=terms.standpoint.value,
    )
    enqueue(
        notices.ADDED,
        key=f"{notices.ADDED.name}:{membership.pk}",
        person=person,
        project_id=held.pk,
        data={"membership": str(membership.pk)},
    )
    return membership


def _same(found: Membership, terms: Terms) -> Membership:
    if any(getattr(found, name) != value for name, value in asdict(terms).items()):
        raise Refused(_("This person is already in the project. Change their membership in the list of people."))
    return found


@transaction.atomic
def change_member(membership: Membership, *, terms: Terms, by: User) -> Membership:
    """Change role, standpoint or dates; never so that the project is left without a coordinator."""
    held = hold_open(membership.project)
    row = Membership.objects.get(pk=membership.pk)
    fields = [name for name, value in asdict(terms).items() if getattr(row, name) != value]
    for name in fields:
        setattr(row, name, getattr(terms, name))
    policies.check_membership_dates(row)
    policies.check_keeps_a_coordinator(row)
    if fields:
        row.save(update_fields=fields)
        record(events.MEMBER_CHANGED, by=by, project=held, target=row, fields=", ".join(fields))
    return row


@transaction.atomic
def end_member(membership: Membership, *, by: User) -> Membership:
    """End a membership today: the person no longer sees the project. What they wrote stays. Twice ends it once."""
    held = hold_open(membership.project)
    row = Membership.objects.get(pk=membership.pk)
    today = timezone.localdate()
    if row.expires_on is not None and row.expires_on <= today:
        return row
    row.expires_on = today
    policies.check_keeps_a_coordinator(row)
    row.save(update_fields=["expires_on"])
    record(events.MEMBER_ENDED, by=by, project=held, target=row)
    return row
