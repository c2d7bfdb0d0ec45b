"""What a milestone waits for."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from milestones import events
from milestones.actions.milestones import lock_milestone
from milestones.models import Milestone, MilestoneLink
from milestones.policies import milestones as policies


@transaction.atomic
def set_links(milestone: Milestone, *, before: Collection[Milestone], version: int, by: User) -> Milestone:
    """The milestone waits for just these, as it was at `version`. Asked twice, it changes once.

    Raises `Refused` for a circle or another project's milestone, `Stale` where somebody else changed it since.
    """
    row = lock_milestone(milestone)
    chosen = {one.pk for one in before}
    stored: set[UUID] = set(row.links_before.values_list("before_id", flat=True))
    if chosen == stored:
        return row
    policies.check_as_read(row, version)
    policies.check_links(row, before)
    row.links_before.filter(before__in=stored - chosen).delete()
    MilestoneLink.objects.bulk_create(MilestoneLink(before_id=key, after=row) for key in chosen - stored)
    row.version += 1
    row.save(update_fields=["version"])
    record(events.MILESTONE_LINKED, by=by, project=row.project, target=row)
    return row
