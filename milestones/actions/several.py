"""Changing several milestones at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from accounts.models import User
from audit.actions import record
from milestones import events
from milestones.enums import Pace
from milestones.models import DateChange, Milestone
from milestones.policies import several as policies
from milestones.policies.milestones import check_owner
from projects.actions.locking import lock_open_project
from projects.models import Membership, Project


@dataclass(frozen=True)
class SeveralChange:
    """What changes on each of several milestones: its date moves by `days` with a note, its owner, its pace."""

    days: int = 0
    note: str = ""
    owner: Membership | None = None
    pace: Pace | None = None

    def apply(self, row: Milestone) -> bool:
        """Change a row that is not stored yet; False where it stays as it was."""
        before = (row.due_on, row.owner_id, row.pace)
        row.due_on += timedelta(days=self.days)
        if self.owner is not None:
            row.owner = self.owner
        row.pace = self.pace or row.pace
        return before != (row.due_on, row.owner_id, row.pace)


def changed_copies(rows: Iterable[Milestone], change: SeveralChange) -> list[Milestone]:
    """Each as it would become. Nothing is stored."""
    copies = [copy(row) for row in rows]
    for row in copies:
        change.apply(row)
    return copies


@transaction.atomic
def change_several(project: Project, *, chosen: Mapping[UUID, int], change: SeveralChange, by: User) -> int:
    """Change all of `chosen`, each as it was at its version, or none. Answers how many changed.

    Completed ones are left out. Sent twice, it changes once. Raises `Stale` where somebody else changed one of them
    since, `Refused` where dates move without a note.
    """
    locked = lock_open_project(project)
    policies.check_something(change.days, change.owner, change.pace)
    if change.owner is not None:
        check_owner(locked, change.owner)
    stored = Milestone.objects.select_for_update(of=("self",)).filter(project=locked, pk__in=list(chosen))
    rows = policies.changeable(stored.order_by("pk"))
    if rows and _is_done_already(rows, chosen, change, by):
        return len(rows)
    policies.check_all_as_read(rows, chosen)
    policies.check_shift(rows, change.days, change.note)
    due_before = {row.pk: row.due_on for row in rows}
    changed = [row for row in rows if change.apply(row)]
    if change.days:
        DateChange.objects.bulk_create(
            DateChange(milestone=row, changed_by=by, from_on=due_before[row.pk], to_on=row.due_on, note=change.note)
            for row in changed
        )
    _save(changed)
    if changed:
        record(events.MILESTONES_CHANGED, by=by, project=locked, count=len(changed))
    return len(changed)


def _save(rows: list[Milestone]) -> None:
    for row in rows:
        row.version += 1
    Milestone.objects.bulk_update(rows, ["due_on", "owner", "pace", "version"])


def _is_done_already(rows: list[Milestone], versions: Mapping[UUID, int], change: SeveralChange, by: User) -> bool:
    """Did the same press of the button change each of them a moment ago?"""
    if change.owner is not None and any(row.owner_id != change.owner.pk for row in rows):
        return False
    if change.pace is not None and any(row.pace != change.pace for row in rows):
        return False
    if not change.days:
        return True
    moves = DateChange.objects.filter(milestone__in=rows, changed_by=by, note=change.note)
    moved = {(move.milestone_id, move.from_on, move.to_on) for move in moves}
    shift = timedelta(days=change.days)
    return all(
        row.version == versions[row.pk] + 1 and (row.pk, row.due_on - shift, row.due_on) in moved for row in rows
    )
