"""What stands around a milestone: what it waits for, and what waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise

from accounts.models import User
from milestones.enums import MilestoneKind, Standing
from milestones.measures import reachable_from, reversed_pairs
from milestones.models import Milestone, MilestoneLink
from milestones.queries.milestones import milestones
from milestones.queries.rows import Link, MilestoneRow, Wait, milestone_rows, waits_of

Text = str | Promise


@dataclass(frozen=True)
class Surroundings:
    """What stands around a milestone: what it waits for, what waits for it, and what is late further back.

    `waits` is what holds it up.
    """

    waits: tuple[Wait, ...]
    before: list[MilestoneRow]
    after: list[MilestoneRow]
    late_behind: list[MilestoneRow]

    @property
    def warns(self) -> bool:
        """Does anything hold it up, near or far?"""
        return bool(self.waits or self.late_behind)


def surroundings_of(milestone: Milestone, person: User, today: date) -> Surroundings:
    """What stands around one milestone, in two reads, however many there are."""
    pairs = MilestoneLink.objects.pairs_in(milestone.project)
    direct = {before for before, after in pairs if after == milestone.pk}
    waiting = {after for before, after in pairs if before == milestone.pk}
    behind = reachable_from(reversed_pairs(pairs), milestone.pk) - direct
    rows = milestones(milestone.project, person=person, today=today).filter(pk__in=direct | waiting | behind)
    around = milestone_rows(rows, today)
    before = [row.milestone for row in around if row.milestone.pk in direct]
    links = [Link(one.pk, milestone.pk, one.title, one.due_on, one.state) for one in before]
    return Surroundings(
        waits=waits_of(milestone, links, today),
        before=[row for row in around if row.milestone.pk in direct],
        after=[row for row in around if row.milestone.pk in waiting],
        late_behind=[row for row in around if row.milestone.pk in behind and row.standing is Standing.LATE],
    )


@dataclass(frozen=True)
class LinkChoices:
    """What a milestone waits for, what else it may wait for, and what waits for it already, so that it may not."""

    before: list[MilestoneRow]
    free: list[MilestoneRow]
    waiting: list[MilestoneRow]

    @property
    def groups(self) -> list[tuple[Text, list[MilestoneRow]]]:
        """What it may wait for, by kind."""
        kinds = [(kind.label, [row for row in self.free if row.milestone.kind == kind]) for kind in MilestoneKind]
        return [(label, rows) for label, rows in kinds if rows]


def link_choices(milestone: Milestone, person: User, today: date) -> LinkChoices:
    """Every other milestone of the project, sorted by whether this one may wait for it. Two reads."""
    pairs = MilestoneLink.objects.pairs_in(milestone.project)
    waiting = reachable_from(pairs, milestone.pk)
    direct = {before for before, after in pairs if after == milestone.pk}
    rows = milestone_rows(milestones(milestone.project, person=person, today=today).exclude(pk=milestone.pk), today)
    return LinkChoices(
        before=[row for row in rows if row.milestone.pk in direct],
        free=[row for row in rows if row.milestone.pk not in waiting],
        waiting=[row for row in rows if row.milestone.pk in waiting],
    )
