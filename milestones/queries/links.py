"""What stands around a milestone: what it waits for, and what waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from accounts.models import User
from milestones.enums import MilestoneKind
from milestones.measures import reach, turned
from milestones.models import Milestone, MilestoneLink
from milestones.queries.milestones import Link, MilestoneRow, Wait, milestone_rows, milestones, waits_of

Text = str | Promise


@dataclass(frozen=True)
class Around:
    """What stands around a milestone: what it waits for, what waits for it, and what is late further back.

    `waits` is what holds it up.
    """

    waits: tuple[Wait, ...]
    before: list[MilestoneRow]
    after: list[MilestoneRow]
    late_behind: list[MilestoneRow]


def around(milestone: Milestone, person: User, today: date) -> Around:
    """Two reads, however many there are."""
    pairs = MilestoneLink.objects.pairs_in(milestone.project)
    direct = {before for before, after in pairs if after == milestone.pk}
    waiting = {after for before, after in pairs if before == milestone.pk}
    behind = reach(turned(pairs), milestone.pk) - direct
    rows = milestones(milestone.project, person=person, today=today).filter(pk__in=direct | waiting | behind)
    found = milestone_rows(rows, today)
    before = [row.milestone for row in found if row.milestone.pk in direct]
    links = [Link(one.pk, milestone.pk, one.title, one.due_on, one.state) for one in before]
    return Around(
        waits=waits_of(milestone, links, today),
        before=[row for row in found if row.milestone.pk in direct],
        after=[row for row in found if row.milestone.pk in waiting],
        late_behind=[row for row in found if row.milestone.pk in behind and row.standing == "late"],
    )


@dataclass(frozen=True)
class Choices:
    """What a milestone waits for, what else it may wait for, and what waits for it already, so that it may not."""

    before: list[MilestoneRow]
    free: list[MilestoneRow]
    waiting: list[MilestoneRow]

    @property
    def groups(self) -> list[tuple[Text, list[MilestoneRow]]]:
        """What it may wait for, by kind."""
        kinds = [(kind.label, [row for row in self.free if row.milestone.kind == kind]) for kind in MilestoneKind]
        return [(label, rows) for label, rows in kinds if rows]


def choices(milestone: Milestone, person: User, today: date) -> Choices:
    """Every other milestone of the project. Two reads."""
    pairs = MilestoneLink.objects.pairs_in(milestone.project)
    waiting = reach(pairs, milestone.pk)
    direct = {before for before, after in pairs if after == milestone.pk}
    rows = milestone_rows(milestones(milestone.project, person=person, today=today).exclude(pk=milestone.pk), today)
    return Choices(
        before=[row for row in rows if row.milestone.pk in direct],
        free=[row for row in rows if row.milestone.pk not in waiting],
        waiting=[row for row in rows if row.milestone.pk in waiting],
    )
