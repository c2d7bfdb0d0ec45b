"""Milestones as rows of a page: where each stands on a day, and what holds it up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from core.compiled import compiled
from milestones.enums import MilestoneKind, MilestoneState, Pace, RelationalStep, Standing
from milestones.models import Milestone, MilestoneLink
from milestones.policies.due import Dated, is_late, is_soon, is_unfinished, where_late, where_unfinished

MOST_WAITS = 2  # things waited for that a row of a list spells out

Text = str | Promise
# The tag that shows a standing, and its words.
TAGS: dict[Standing, tuple[str, Text]] = {
    Standing.LATE: ("late", pgettext_lazy("milestone", "Late")),
    Standing.SOON: ("soon", pgettext_lazy("milestone", "Due soon")),
    Standing.STARTED: ("soon", MilestoneState.STARTED.label),
    Standing.PLANNED: ("neutral", MilestoneState.PLANNED.label),
    Standing.DONE: ("done", MilestoneState.DONE.label),
}


def standing_of(milestone: Dated, today: date) -> Standing:
    """Where a milestone stands on a day. Late and soon follow from the date; the rest is its state."""
    if is_late(milestone, today):
        return Standing.LATE
    if is_soon(milestone, today):
        return Standing.SOON
    return Standing(milestone.state)


class Link(NamedTuple):
    """One milestone waits for another, and what there is to say of the one it waits for."""

    before: UUID
    after: UUID
    title: str
    due_on: date
    state: str


def links_to(milestones: Iterable[Milestone]) -> list[Link]:
    """What these wait for, by date. One read."""
    return [Link(*row) for row in _links_of([row.pk for row in milestones])]


@compiled
def _links_of(keys: list[UUID]) -> QuerySet[MilestoneLink, tuple[UUID, UUID, str, date, str]]:
    rows = MilestoneLink.objects.filter(after__in=keys).order_by("before__due_on", "before_id")
    return rows.values_list("before_id", "after_id", "before__title", "before__due_on", "before__state")


class Wait(NamedTuple):
    """Why a milestone may not be done as planned: what it waits for is late, or due after it."""

    title: str
    late: bool

    @property
    def sentence(self) -> str:
        """Says it, without a full stop."""
        late, later = _("Waits for “%(title)s”, which is late"), _("Waits for “%(title)s”, which is due later")
        return (late if self.late else later) % {"title": self.title}


def waits_of(milestone: Milestone, links: Iterable[Link], today: date) -> tuple[Wait, ...]:
    """What holds it up, the late ones first. What is completed waits for nothing, and nothing waits for it."""
    if not is_unfinished(milestone):
        return ()
    pending = [link for link in links if is_unfinished(link)]
    late = [Wait(link.title, True) for link in pending if is_late(link, today)]
    later = [Wait(link.title, False) for link in pending if not is_late(link, today) and link.due_on > milestone.due_on]
    return (*late, *later)


# The same in SQL, for lists: `tests/milestones/policies/test_due.py` compares the two.


def where_held_up(today: date) -> Q:
    """The condition of a link whose milestone `waits_of` would say it of."""
    is_later = Q(before__due_on__gt=F("after__due_on"))
    return where_unfinished("after__") & (where_late(today, "before__") | where_unfinished("before__") & is_later)


class Waits(NamedTuple):
    """What holds a milestone up: the first few, the late ones before others, and how many there are."""

    first: list[Wait]
    number: int

    @property
    def sentences(self) -> list[str]:
        """Says it: the first few, and how many more there are."""
        said = [wait.sentence for wait in self.first]
        more = self.number - len(said)
        return [*said, _("and %(count)d more") % {"count": more}] if more > 0 else said


@compiled
def first_waits(keys: list[UUID], today: date) -> QuerySet[MilestoneLink, tuple[UUID, str, date, int]]:
    """What holds these up, at most `MOST_WAITS` to each: its key, title and day of what it waits for, and of how many.

    What is late has an earlier day than what is not, so that it comes first.
    """
    order = [F("before__due_on"), F("before_id")]
    numbered = MilestoneLink.objects.filter(where_held_up(today), after__in=keys).annotate(
        place=Window(RowNumber(), partition_by="after", order_by=order),
        all=Window(Count("pk"), partition_by="after"),
    )
    rows = numbered.filter(place__lte=MOST_WAITS).order_by("after", "place")
    return rows.values_list("after_id", "before__title", "before__due_on", "all")


def waits_by_key(keys: Iterable[UUID], today: date) -> dict[UUID, Waits]:
    """What holds these up, by key. One read, and no more rows of it than a page shows."""
    found: dict[UUID, Waits] = {}
    for key, title, due_on, count in first_waits(list(keys), today):
        found.setdefault(key, Waits([], count)).first.append(Wait(title, due_on < today))
    return found


def every_wait(keys: Iterable[UUID], today: date) -> QuerySet[MilestoneLink, tuple[UUID, str, date]]:
    """The same without a limit, for a file."""
    links = MilestoneLink.objects.filter(where_held_up(today), after__in=keys)
    return links.order_by("before__due_on", "before_id").values_list("after_id", "before__title", "before__due_on")


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with where it stands, its number in the picture, and what holds it up."""

    milestone: Milestone
    standing: Standing
    number: int
    url: str
    waits: tuple[Wait, ...] = ()

    @property
    def key(self) -> str:
        """The milestone's key as an address or a form carries it."""
        return str(self.milestone.pk)

    @property
    def tag(self) -> str:
        """The kind of tag that says where it stands."""
        return TAGS[self.standing][0]

    @property
    def label(self) -> Text:
        """Where it stands, in words."""
        return TAGS[self.standing][1]

    # A label of an enum costs a tenth of `get_..._display()`, which counts in a table of fifty rows.

    @property
    def owner(self) -> str:
        """The owner's name as they chose it; needs `owner__person` fetched."""
        return self.milestone.owner.named()

    @property
    def pace(self) -> Text:
        """The pace in words."""
        return Pace(self.milestone.pace).label

    @property
    def kind(self) -> Text:
        """The kind in words."""
        return MilestoneKind(self.milestone.kind).label

    @property
    def relational_step(self) -> Text:
        """The step of the relationship in words; empty where it is none."""
        return RelationalStep(self.milestone.step).label if self.milestone.step else ""

    @property
    def said_waits(self) -> list[str]:
        """What holds it up, in sentences: the first few, and how many more there are."""
        return Waits(list(self.waits[:MOST_WAITS]), len(self.waits)).sentences


def milestone_rows(milestones: Iterable[Milestone], today: date, links: Iterable[Link] = ()) -> list[MilestoneRow]:
    """Rows numbered from 1, each with what holds it up according to `links`."""
    links_of: dict[UUID, list[Link]] = {}
    for link in links:
        links_of.setdefault(link.after, []).append(link)
    return [
        MilestoneRow(
            milestone=row,
            standing=standing_of(row, today),
            number=number,
            url=row.get_absolute_url(),
            waits=waits_of(row, links_of[row.pk], today) if row.pk in links_of else (),
        )
        for number, row in enumerate(milestones, 1)
    ]
