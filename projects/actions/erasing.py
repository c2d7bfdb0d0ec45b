"""Somebody is erased: what is left of them in projects."""

from __future__ import annotations

import json

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.enums import NameRule
from accounts.models import User
from audit.actions import record
from projects import events, policies
from projects.actions import hold
from projects.models import Invitation, InvitationList, Membership, MilestoneList


@transaction.atomic
def forget(person: User, *, by: User) -> None:
    """End every membership today and take the name off it; delete what invited them.

    Raises Refused, with the project, where one would be left without a coordinator.
    """
    for membership in Membership.objects.filter(person=person).order_by("project"):
        held = hold(membership.project)
        policies.check_leaves(membership)
        today = policies.last_day()
        if membership.expires_on is None or membership.expires_on > today:
            membership.expires_on = today
        membership.name_rule, membership.pseudonym = NameRule.STANDPOINT, ""
        membership.no_contact_since = membership.no_contact_since or timezone.now()
        membership.save(update_fields=["expires_on", "name_rule", "pseudonym", "no_contact_since"])
        record(events.MEMBER_ERASED, by=by, project=held, target=membership)
    InvitationList.objects.filter(submitted_by=person).delete()
    MilestoneList.objects.filter(submitted_by=person).delete()
    _take_off_plans(person)
    if person.address:
        Invitation.objects.filter(Q(person=person) | Q(email=person.address)).delete()
        _take_off_lists(person.address)
    else:
        Invitation.objects.filter(person=person).delete()


def _take_off_lists(address: str) -> None:
    """Lists that wait for a coordinator live for a day, so they are few."""
    for row in InvitationList.objects.all():
        kept = [line for line in row.rows if address not in json.dumps(line).lower()]
        if kept != row.rows:
            row.rows = kept
            row.save(update_fields=["rows"])


def _take_off_plans(person: User) -> None:
    """Lines of milestones that wait to be added and name this person as their owner; they live for a day too."""
    called = [name for name in (person.address, person.full_name.lower()) if name]
    for row in MilestoneList.objects.all():
        kept = [line for line in row.rows if not any(name in line["owner"].lower() for name in called)]
        if kept != row.rows:
            row.rows = kept
            row.save(update_fields=["rows"])
