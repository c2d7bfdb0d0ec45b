"""Somebody is erased: what is left of them in projects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.enums import NameRule
from accounts.models import User
from audit.actions import record
from projects import events
from projects.actions.locking import lock_project
from projects.models import Invitation, InvitationList, Membership
from projects.policies import leading as policies


@transaction.atomic
def erase_from_projects(person: User, *, by: User) -> None:
    """End every membership and take the name off it; delete what invited them.

    What they wrote is taken back, or kept without their name, by the app that keeps it.

    Raises Refused, with the project, where one would be left without a coordinator.
    """
    for membership in Membership.objects.filter(person=person).order_by("project"):
        locked = lock_project(membership.project)
        policies.check_leaves(membership)
        if not membership.has_ended:
            membership.ended_at = timezone.now()
        membership.name_rule, membership.pseudonym = NameRule.STANDPOINT, ""
        membership.no_contact_since = membership.no_contact_since or timezone.now()
        membership.save(update_fields=["ended_at", "name_rule", "pseudonym", "no_contact_since"])
        record(events.MEMBER_ERASED, by=by, project=locked, target=membership)
    InvitationList.objects.filter(submitted_by=person).delete()
    if person.address:
        Invitation.objects.filter(Q(person=person) | Q(email=person.address)).delete()
        take_off_lists(InvitationList.objects.all(), column="email", texts=[person.address], by=by)
    else:
        Invitation.objects.filter(person=person).delete()


def take_off_lists(lists: QuerySet[Any], *, column: str, texts: Iterable[str | None], by: User) -> None:
    """Remove from lists read from files the lines in whose column one of these texts stands; lists live for a day."""
    sought = {text.casefold() for text in texts if text}
    for uploaded in lists:
        kept = [row for row in uploaded.rows if row[column].casefold() not in sought]
        if kept != uploaded.rows:
            uploaded.rows = kept
            uploaded.save(update_fields=["rows"])
