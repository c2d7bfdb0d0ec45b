"""Adding many milestones from a file: looked at first, added then."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from core.models import once
from milestones import events
from milestones.formats.lists import ListedMilestone
from milestones.models import Milestone, MilestoneList
from milestones.queries.lists import ListRow, list_rows
from projects.actions.locking import lock_open_project
from projects.models import Project

AT_ONCE = 500  # rows to one statement


@transaction.atomic
def upload_milestones(project: Project, *, rows: list[ListedMilestone], token: UUID, by: User) -> MilestoneList:
    """Keep a list to be looked at. Nothing is added yet. Sent twice with one token, it is kept once."""
    locked = lock_open_project(project)

    def make() -> MilestoneList:
        return MilestoneList.objects.create(project=locked, rows=rows, submitted_by=by, form_token=token)

    return once(MilestoneList, by=by, token=token, make=make)[0]


@transaction.atomic
def add_listed(listed: MilestoneList, *, by: User) -> int:
    """Add every milestone of the list that can be added now, and forget the list. Answers how many were added.

    Pressed twice, it adds once. Raises Refused in a closed project.
    """
    locked = lock_open_project(listed.project)
    row = MilestoneList.objects.select_for_update().get(pk=listed.pk)
    if row.added is not None:
        return row.added
    to_add = [list_row for list_row in list_rows(row) if list_row.is_to_add]
    Milestone.objects.bulk_create([_milestone(locked, list_row, by) for list_row in to_add], batch_size=AT_ONCE)
    row.rows, row.added = [], len(to_add)
    row.save(update_fields=["rows", "added"])
    if to_add:
        record(events.MILESTONES_IMPORTED, by=by, project=locked, target=row, count=len(to_add))
    return len(to_add)


def _milestone(project: Project, list_row: ListRow, by: User) -> Milestone:
    row = list_row.row
    due_on = date.fromisoformat(row["due_on"])
    return Milestone(
        project=project,
        title=row["title"],
        owner=list_row.owner,
        due_on=due_on,
        baseline_on=due_on,
        pace=row["pace"],
        kind=row["kind"],
        step=row["step"],
        submitted_by=by,
    )
