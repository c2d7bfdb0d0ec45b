"""What a milestone waits for."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from milestones import events
from milestones.actions.milestones import hold_milestone
from milestones.models import Milestone, MilestoneLink
from milestones.policies import milestones as policies
from milestones.policies.milestones import check_links


@transaction.atomic
def set_links(milestone: Milestone, *, before: Collection[Milestone], version: int, by: User) -> Milestone:
    """The milestone waits for just these, as it was at `version`. Asked twice, it changes once.

    Raises `Refused` for a circle or another project's milestone, `Stale` where somebody else changed it since.
    """
    row = hold_milestone(milestone)
    chosen = {one.pk for one in before}
    there: set[UUID] = set(row.links_before.values_list("before_id", flat=True))
    if chosen == there:
        return row
    policies.check_fresh(row, version)
    check_links(row, before)
    row.links_before.filter(before__in=there - chosen).delete()
    MilestoneLink.objects.bulk_create(MilestoneLink(before_id=key, after=row) for key in chosen - there)
    row.version += 1
    row.save(update_fields=["version"])
    record(events.MILESTONE_LINKED, by=by, project=row.project, target=row)
    return row
