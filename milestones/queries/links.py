"""What stands around a milestone: what it waits for, and what waits for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Case, Value, When
from django.utils.functional import Promise

from accounts.models import User
from milestones.enums import MilestoneKind, MilestoneState, Standing
from milestones.measures import reachable_from, reversed_pairs
from milestones.models import Milestone, MilestoneLink
from milestones.queries.milestones import milestones
from milestones.queries.rows import Link, MilestoneRow, Wait, milestone_rows, waits_of

MOST_CHOICES = 50  # milestones that a page offers at once, and that it names as not to be chosen
COMPLETED = Case(When(state=MilestoneState.DONE, then=Value(1)), default=Value(0))  # those not completed come first

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
    """What a milestone waits for, what else it may wait for, and what waits for it already, so that it may not.

    `ticked` is what is chosen on the page, all of it; `free` is the first of what else matches `wanted`, the words that
    were looked for, and `more` says that there are others. `waiting` is the first of what may not be chosen, of
    `waiting_count`. `known` is every milestone of which a name may be needed, by key.
    """

    before: list[UUID]
    ticked: list[MilestoneRow]
    free: list[MilestoneRow]
    more: bool
    wanted: str
    waiting: list[MilestoneRow]
    waiting_count: int
    known: dict[str, Milestone]

    @property
    def is_searched(self) -> bool:
        """Are there too many to show them all at once?"""
        return self.more or bool(self.wanted)

    @property
    def is_empty(self) -> bool:
        """Is there nothing that it may wait for?"""
        return not (self.ticked or self.free or self.is_searched)

    @property
    def groups(self) -> list[tuple[Text, list[MilestoneRow]]]:
        """What it may wait for, by kind; what is ticked stands apart where not all are shown."""
        free = self.free if self.is_searched else sorted([*self.ticked, *self.free], key=lambda row: row.number)
        kinds = [(kind.label, [row for row in free if row.milestone.kind == kind]) for kind in MilestoneKind]
        return [(label, rows) for label, rows in kinds if rows]

    @property
    def waiting_more(self) -> int:
        """How many more may not be chosen."""
        return self.waiting_count - len(self.waiting)


def link_choices(
    milestone: Milestone, person: User, today: date, *, sent: Collection[UUID] | None = None, wanted: str = ""
) -> LinkChoices:
    """What a milestone may wait for, `MOST_CHOICES` at a time, beside what is ticked: `sent`, or what is stored.

    At most four reads, and of rows no more than the page shows.
    """
    pairs = MilestoneLink.objects.pairs_in(milestone.project)
    waiting = reachable_from(pairs, milestone.pk)
    before = [one for one, after in pairs if after == milestone.pk]
    ticked = set(before if sent is None else sent) - {milestone.pk}
    every = milestones(milestone.project, person=person, today=today).exclude(pk=milestone.pk)
    named = list(every.filter(pk__in=ticked | set(before)))
    others = every.exclude(pk__in=ticked | waiting).filter(title__icontains=wanted)
    found = list(others.order_by(COMPLETED, *others.query.order_by)[: MOST_CHOICES + 1])
    held = list(every.filter(pk__in=waiting)[:MOST_CHOICES])
    offered = [one for one in named if one.pk in ticked - waiting] + found[:MOST_CHOICES]
    rows = milestone_rows(sorted(offered, key=lambda one: (one.due_on, one.created_at, one.pk)), today)
    return LinkChoices(
        before=before,
        ticked=[row for row in rows if row.milestone.pk in ticked],
        free=[row for row in rows if row.milestone.pk not in ticked],
        more=len(found) > MOST_CHOICES,
        wanted=wanted,
        waiting=milestone_rows(held, today),
        waiting_count=len(waiting),
        known={str(one.pk): one for one in (*named, *found, *held)},
    )
