"""Somebody is erased: what is left of them in projects."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.enums import NameRule
from accounts.models import User
from audit.actions import record
from contributions.models import Contribution
from milestones.models import MilestoneList
from projects import events
from projects.actions.locking import lock_project
from projects.actions.withdrawing import leave_behind
from projects.models import Invitation, InvitationList, Membership
from projects.policies import members as policies


@transaction.atomic
def forget(person: User, *, keep_words: bool, by: User) -> None:
    """End every membership and take the name off it; delete what invited them.

    `keep_words` keeps what they wrote, without their name. What was told to them alone goes in any case: it may name
    them.

    Raises Refused, with the project, where one would be left without a coordinator.
    """
    for membership in Membership.objects.filter(person=person).order_by("project"):
        held = lock_project(membership.project)
        policies.check_leaves(membership)
        if not membership.has_ended:
            membership.ended_at = timezone.now()
        membership.name_rule, membership.pseudonym = NameRule.STANDPOINT, ""
        membership.no_contact_since = membership.no_contact_since or timezone.now()
        membership.save(update_fields=["ended_at", "name_rule", "pseudonym", "no_contact_since"])
        leave_behind(membership, and_words=not keep_words, by=by)
        Contribution.objects.filter(contributor=membership).update(feedback="")
        record(events.MEMBER_ERASED, by=by, project=held, target=membership)
    InvitationList.objects.filter(submitted_by=person).delete()
    MilestoneList.objects.filter(submitted_by=person).delete()
    if person.address:
        Invitation.objects.filter(Q(person=person) | Q(email=person.address)).delete()
        _take_off_lists(InvitationList, "email", person.address)
    else:
        Invitation.objects.filter(person=person).delete()
    _take_off_lists(MilestoneList, "owner", person.address, person.full_name)


def _take_off_lists(kind: type[InvitationList] | type[MilestoneList], column: str, *said: str) -> None:
    """Lines in whose column somebody is said. Lists that wait for a coordinator live for a day, so they are few."""
    sought = {text.casefold() for text in said if text}
    for row in kind._default_manager.all():
        kept = [line for line in row.rows if line[column].casefold() not in sought]
        if kept != row.rows:
            row.rows = kept
            row.save(update_fields=["rows"])
