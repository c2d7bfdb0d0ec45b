"""You said, we did: contributions as one reader may see them.

`contributions_for_reader` is the one place that decides whose words a reader reads here and under what name. Every
page and file asks it (ADR 22).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from contributions.enums import ClosedBy, ContributionState, Decision
from contributions.models import Contribution, ContributionQuerySet, ContributionReply
from contributions.policies import UNTOLD, is_late
from contributions.registry import CONTRIBUTION_ORIGINS
from core.dates import site_today
from projects.enums import Standpoint
from projects.models import Project
from projects.queries.agreements import answer_within
from projects.registry import Origin

if TYPE_CHECKING:
    from accounts.models import User

Text = str | Promise
NOT_OPEN = gettext_lazy("These words are not open to you. Their author decides who reads them.")
TAKEN_BACK = gettext_lazy("These words were taken back.")
# The tag that each state is shown with.
TAGS = {
    ContributionState.RAISED: "waiting",
    ContributionState.DECIDED: "soon",
    ContributionState.CHANGED: "soon",
    ContributionState.TOLD: "waiting",
    ContributionState.CLOSED: "done",
}


def clock_from(project: Project, day: date) -> date:
    """By when the contributor of something said that day is told."""
    return day + timedelta(days=answer_within(project))


def origins_of(reader: User, keys: Collection[UUID]) -> dict[UUID, Origin]:
    """Where these came from, as this reader may know it; those made by hand are not in it."""
    origins: dict[UUID, Origin] = {}
    for source in CONTRIBUTION_ORIGINS if keys else ():
        origins |= source(reader, keys)
    return origins


def is_mine(row: Contribution, reader: User) -> bool:
    """Did this reader contribute it? Needs `contributor` fetched."""
    return row.contributor is not None and row.contributor.person_id == reader.pk


def may_read(row: Contribution, origin: Origin | None, reader: User) -> bool:
    """By hand: everybody in the project. From a dialogue: whoever may read it there now; and its contributor."""
    by_hand = not row.taken and origin is None
    return by_hand or is_mine(row, reader) or bool(origin and origin.readable)


@dataclass(frozen=True)
class ContributionForReader:
    """A contribution as one reader may see it. Nothing of it leads to more than that.

    `by` and `standpoint` are empty where the reader may not read the words, and `by` where nobody in particular said
    it. `feedback` and `replies` are for its contributor and the coordinators; with nobody to tell, for whoever reads
    the words.
    """

    key: UUID
    url: str
    readable: bool
    is_taken_back: bool
    mine: bool
    said: Text
    by: str
    standpoint: str
    origin: Origin | None
    owner: str
    state: ContributionState
    raised_on: date
    answer_by: date
    days_left: int | None
    is_late: bool
    decision: str
    reason: str
    decided_on: date | None
    change: str
    evidence: str
    changed_on: date | None
    told_at: datetime | None
    quiet_until: date | None
    closed_at: datetime | None
    closed_by: str
    feedback: str
    version: int

    @property
    def has_words(self) -> bool:
        """Are there words here that this reader reads?"""
        return self.readable and not self.is_taken_back

    @property
    def standpoint_label(self) -> Text:
        """The standpoint in words."""
        return Standpoint(self.standpoint).label if self.standpoint else ""

    @property
    def tag(self) -> str:
        """The kind of tag that says its state."""
        return "late" if self.is_late else TAGS[self.state]

    @property
    def label(self) -> Text:
        """Where it is, in words."""
        return self.state.label

    @property
    def is_told(self) -> bool:
        """Does it wait for its contributor's answer?"""
        return self.state == ContributionState.TOLD

    @property
    def is_closed(self) -> bool:
        """Is it closed, by its contributor or by silence?"""
        return self.state == ContributionState.CLOSED

    @property
    def clock(self) -> str:
        """How long until its contributor is told; empty once they are."""
        left = self.days_left
        if left is None:
            return ""
        if left == 0:
            return _("last day")
        if left > 0:
            return ngettext("%(days)d day left", "%(days)d days left", left) % {"days": left}
        return ngettext("%(days)d day late", "%(days)d days late", -left) % {"days": -left}

    @property
    def decision_label(self) -> Text:
        """The decision in words."""
        return Decision(self.decision).label if self.decision else ""

    @property
    def closed_label(self) -> Text:
        """Who or what closed it, in words."""
        return ClosedBy(self.closed_by).label if self.closed_by else ""


def with_people(rows: ContributionQuerySet) -> ContributionQuerySet:
    """As `contributions_for_reader` needs them."""
    return rows.select_related("contributor__person", "owner__person")


def contributions_for_reader(
    reader: User, rows: Iterable[Contribution], *, manages: bool = False
) -> list[ContributionForReader]:
    """These contributions for this reader; needs rows of `with_people`. `manages`: the reader coordinates them."""
    listed = list(rows)
    origins = origins_of(reader, [row.pk for row in listed])
    today = site_today()
    return [_contribution_for_reader(row, origins.get(row.pk), reader, today, manages) for row in listed]


def _contribution_for_reader(
    row: Contribution, origin: Origin | None, reader: User, today: date, manages: bool
) -> ContributionForReader:
    readable, mine = may_read(row, origin, reader), is_mine(row, reader)
    reads_feedback = manages or mine or (readable and has_nobody_to_tell(row))
    return ContributionForReader(
        key=row.pk,
        url=row.get_absolute_url(),
        readable=readable,
        is_taken_back=not row.said,
        mine=mine,
        said=TAKEN_BACK if not row.said else row.said if readable else NOT_OPEN,
        by=_by(row, origin) if readable else "",
        standpoint=row.standpoint if readable else "",
        origin=origin if readable else None,
        owner=row.owner.named() if row.owner else "",
        state=ContributionState(row.state),
        raised_on=row.raised_on,
        answer_by=row.answer_by,
        days_left=(row.answer_by - today).days if row.state in UNTOLD else None,
        is_late=is_late(row, today),
        decision=row.decision,
        reason=row.reason,
        decided_on=row.decided_on,
        change=row.change,
        evidence=row.evidence,
        changed_on=row.changed_on,
        told_at=row.told_at,
        quiet_until=row.quiet_until,
        closed_at=row.closed_at,
        closed_by=row.closed_by,
        feedback=row.feedback if reads_feedback else "",
        version=row.version,
    )


def _by(row: Contribution, origin: Origin | None) -> str:
    """By hand, under the contributor's own rule; from a dialogue, as the dialogue names them to its readers."""
    if row.taken:
        return origin.author_name if origin else ""
    return row.contributor.named() if row.contributor else ""


def has_nobody_to_tell(row: Contribution) -> bool:
    """Nobody in particular, or by hand from somebody who is erased. Of words of a dialogue that is never said."""
    if row.contributor is None:
        return True
    return not row.taken and row.contributor.person.erased_at is not None


@dataclass(frozen=True)
class ReplyRow:
    """What the contributor answered, and when."""

    text: str
    settled: bool
    at: datetime


def replies(row: Contribution, reader: User, *, manages: bool) -> list[ReplyRow]:
    """What its contributor answered, the latest first; for them and the coordinators only."""
    if not (manages or is_mine(row, reader)):
        return []
    rows = ContributionReply.objects.filter(contribution=row).order_by("-created_at", "-pk")
    return [ReplyRow(reply.text, reply.settled, reply.created_at) for reply in rows]


# What `?show=` may ask for, and its label.
SHOWS: dict[str, Text] = {
    "all": gettext_lazy("All"),
    "waiting": gettext_lazy("Waiting for a decision"),
    "late": gettext_lazy("Past their clock"),
    "changed": gettext_lazy("Changed something"),
    "told": gettext_lazy("Waiting for the contributor"),
    "closed": gettext_lazy("Closed"),
}


@dataclass(frozen=True)
class ContributionFilter:
    """What the list is narrowed to; every part is one of a few, or empty."""

    show: str = "all"
    decision: str = ""
    standpoint: str = ""
    mine: bool = False

    @property
    def is_narrow(self) -> bool:
        """Is anything left out?"""
        return self != ContributionFilter()


def filter_of(address: Mapping[str, str]) -> ContributionFilter:
    """What the query of an address narrows the list to; what is not on a list of choices narrows nothing."""
    show, decision, standpoint = (address.get(name, "") for name in ("show", "decision", "standpoint"))
    return ContributionFilter(
        show=show if show in SHOWS else "all",
        decision=decision if decision in Decision.values else "",
        standpoint=standpoint if standpoint in Standpoint.values else "",
        mine=address.get("mine") == "1",
    )


def late(today: date) -> Q:
    """Not told, and past their clock: the twin of `policies.is_late`."""
    return Q(state__in=UNTOLD, answer_by__lt=today)


def condition_of_show(show: str, today: date) -> Q:
    """What a key of `SHOWS` lists."""
    return {
        "all": Q(),
        "waiting": Q(state=ContributionState.RAISED),
        "late": late(today),
        "changed": ~Q(change=""),
        "told": Q(state=ContributionState.TOLD),
        "closed": Q(state=ContributionState.CLOSED),
    }[show]


def contributions(project: Project, person: User, chosen: ContributionFilter, today: date) -> ContributionQuerySet:
    """The contributions of a project that a filter lets through, the latest first.

    A standpoint finds only what is open to them: otherwise the filter would tell what the row does not.
    """
    rows = Contribution.objects.visible_to(person).filter(condition_of_show(chosen.show, today), project=project)
    if chosen.decision:
        rows = rows.filter(decision=chosen.decision)
    if chosen.mine:
        rows = rows.filter(Q(contributor__person=person) | Q(owner__person=person))
    if chosen.standpoint:
        rows = rows.filter(standpoint=chosen.standpoint).exclude(pk__in=keys_of_hidden(project, person))
    return with_people(rows).order_by("-raised_on", "-created_at", "pk")


def keys_of_hidden(project: Project, person: User) -> list[UUID]:
    """The contributions of a project whose words are not open to this person."""
    rows = list(with_people(Contribution.objects.visible_to(person).filter(project=project, taken=True)))
    origins = origins_of(person, [row.pk for row in rows])
    return [row.pk for row in rows if not may_read(row, origins.get(row.pk), person)]


@dataclass(frozen=True)
class ContributionCounts:
    """How many contributions of a project there are, where they stand, and how far they came."""

    all: int
    raised: int
    decided: int
    changed: int
    told: int
    closed: int
    late: int
    was_decided: int
    did_change: int
    was_told: int


def count_contributions(project: Project, person: User, today: date) -> ContributionCounts:
    """One read. Only rows are counted, whoever said them."""
    rows = Contribution.objects.visible_to(person).filter(project=project)
    states = {state.value: Count("id", filter=Q(state=state)) for state in ContributionState}
    count = rows.aggregate(
        all=Count("id"),
        late=Count("id", filter=late(today)),
        was_decided=Count("id", filter=~Q(decision="")),
        did_change=Count("id", filter=condition_of_show("changed", today)),
        was_told=Count("id", filter=Q(told_at__isnull=False)),
        **states,
    )
    return ContributionCounts(**count)
