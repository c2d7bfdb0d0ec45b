"""Somebody is erased: what lists of milestones hold of them."""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from milestones.models import MilestoneList
from projects.actions.erasing import take_off_lists


@transaction.atomic
def erase_from_milestones(person: User, *, by: User) -> None:
    """Lists that they uploaded go, and lines that name them as owner."""
    MilestoneList.objects.filter(submitted_by=person).delete()
    take_off_lists(MilestoneList.objects.all(), column="owner", texts=[person.address, person.full_name], by=by)
