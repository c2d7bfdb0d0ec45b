"""Milestones as pages show them: where each stands, what it waits for, and which ones are asked for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from accounts.models import User
from core.dates import site_day
from milestones.enums import MilestoneKind, MilestoneState, Pace, RelationalStep
from milestones.models import DateChange, Milestone, MilestoneLink, MilestoneQuerySet, Phase
from projects.models import Project
from projects.queries.people import names_of
from projects.queries.projects import count_by_project

SOON = 14  # days ahead that count as soon
NEXT = 5  # milestones shown on the overview
MOST_SAID = 2  # things waited for that a row of a list spells out

Text = str | Promise


class Link(NamedTuple):
    """One milestone waits for another, and what there is to say of the one it waits for."""

    before: UUID
    after: UUID
    title: str
    due_on: date
    state: str


def links_to(milestones: Iterable[Milestone]) -> list[Link]:
    """What these wait for, by date. One read."""
    found = MilestoneLink.objects.filter(after__in=[row.pk for row in milestones])
    fields = ("before_id", "after_id", "before__title", "before__due_on", "before__state")
    return [Link(*row) for row in found.order_by("before__due_on", "before_id").values_list(*fields)]


class Wait(NamedTuple):
    """Why a milestone may not be done as planned: what it waits for is late, or due after it."""

    title: str
    late: bool

    @property
    def said(self) -> str:
        """In words."""
        words = (
            _("Waits for “%(title)s”, which is late") if self.late else _("Waits for “%(title)s”, which is due later")
        )
        return words % {"title": self.title}


def waits_of(milestone: Milestone, links: Iterable[Link], today: date) -> tuple[Wait, ...]:
    """The late ones first. What is completed waits for nothing, and nothing waits for it."""
    if milestone.state == MilestoneState.DONE:
        return ()
    open_links = [link for link in links if link.state != MilestoneState.DONE]
    late = [Wait(link.title, True) for link in open_links if link.due_on < today]
    after = [Wait(link.title, False) for link in open_links if link.due_on >= today and link.due_on > milestone.due_on]
    return (*late, *after)


@dataclass(frozen=True)
class MilestoneRow:
    """A milestone with where it stands: late, soon, started, planned or done; and its number in the picture.

    `waits` is what holds it up; a list says the first few and how many more there are.
    """

    milestone: Milestone
    standing: str
    number: int
    url: str
    waits: tuple[Wait, ...] = ()

    @property
    def key(self) -> str:
        """The milestone's key as an address or a form carries it."""
        return str(self.milestone.pk)

    @property
    def tag(self) -> str:
        """The kind of tag that says it."""
        return STANDINGS[self.standing][0]

    @property
    def label(self) -> Text:
        """Where it stands, in words."""
        return STANDINGS[self.standing][1]

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
    def step(self) -> Text:
        """The step of the relationship in words; empty where it is none."""
        return RelationalStep(self.milestone.step).label if self.milestone.step else ""

    @property
    def said_waits(self) -> list[str]:
        """What holds it up, in few words."""
        said = [wait.said for wait in self.waits[:MOST_SAID]]
        more = len(self.waits) - MOST_SAID
        return [*said, _("and %(count)d more") % {"count": more}] if more > 0 else said


# Standing: the tag it is shown with and its words.
STANDINGS: dict[str, tuple[str, Text]] = {
    "late": ("late", pgettext_lazy("milestone", "Late")),
    "soon": ("soon", pgettext_lazy("milestone", "Due soon")),
    "started": ("soon", MilestoneState.STARTED.label),
    "planned": ("neutral", MilestoneState.PLANNED.label),
    "done": ("done", MilestoneState.DONE.label),
}


def standing(milestone: Milestone, today: date) -> str:
    """Where a milestone stands on a day. Late and soon follow from the date; the rest is its state."""
    if milestone.state == MilestoneState.DONE:
        return "done"
    if milestone.is_late(today):
        return "late"
    if milestone.due_on <= today + timedelta(days=SOON):
        return "soon"
    return "started" if milestone.state == MilestoneState.STARTED else "planned"


def milestone_rows(milestones: Iterable[Milestone], today: date, links: Iterable[Link] = ()) -> list[MilestoneRow]:
    """Rows numbered from 1, each with what holds it up according to `links`."""
    waiting: dict[UUID, list[Link]] = {}
    for link in links:
        waiting.setdefault(link.after, []).append(link)
    return [
        MilestoneRow(
            row,
            standing(row, today),
            number,
            row.get_absolute_url(),
            waits_of(row, waiting[row.pk], today) if row.pk in waiting else (),
        )
        for number, row in enumerate(milestones, 1)
    ]


# What `?show=` may ask for, and its label.
SHOWS: dict[str, Text] = {
    "all": gettext_lazy("All"),
    "late": gettext_lazy("Late"),
    "soon": gettext_lazy("Due soon"),
    "waiting": gettext_lazy("Waiting for a late one"),
}


@dataclass(frozen=True)
class Asked:
    """Which milestones somebody asks for. Whatever the address says that is not known here asks for nothing."""

    show: str = "all"
    mine: bool = False
    pace: str = ""
    kind: str = ""
    phase: Phase | None = None

    @property
    def is_filtered(self) -> bool:
        """Is anything left out?"""
        return self != Asked()

    @property
    def values(self) -> dict[str, str]:
        """As a form shows it."""
        phase = str(self.phase.pk) if self.phase else ""
        return {"whose": "mine" if self.mine else "", "pace": self.pace, "kind": self.kind, "phase": phase}


def asked(given: Mapping[str, str], phases: Iterable[Phase]) -> Asked:
    """What an address asks for. `show=mine` is how older addresses say `whose=mine`."""
    show, pace, kind = (given.get(name, "") for name in ("show", "pace", "kind"))
    return Asked(
        show=show if show in SHOWS else "all",
        mine="mine" in (show, given.get("whose", "")),
        pace=pace if pace in Pace.values else "",
        kind=kind if kind in MilestoneKind.values else "",
        phase=next((phase for phase in phases if str(phase.pk) == given.get("phase")), None),
    )


def phases(project: Project, person: User) -> list[Phase]:
    """The phases of a project in the order of their dates."""
    return list(Phase.objects.visible_to(person).filter(project=project).order_by("starts_on", "ends_on", "id"))


def _late(today: date, prefix: str = "") -> Q:
    return ~Q(**{f"{prefix}state": MilestoneState.DONE}) & Q(**{f"{prefix}due_on__lt": today})


def _soon(today: date) -> Q:
    return ~Q(state=MilestoneState.DONE) & Q(due_on__gte=today, due_on__lte=today + timedelta(days=SOON))


def _waiting(today: date) -> Q:
    late = MilestoneLink.objects.filter(_late(today, "before__"), after=OuterRef("pk"))
    return ~Q(state=MilestoneState.DONE) & Q(Exists(late))


def _shown(what: Asked, person: User, today: date) -> Q:
    found = {"all": Q(), "late": _late(today), "soon": _soon(today), "waiting": _waiting(today)}[what.show]
    if what.mine:
        found &= Q(owner__person=person)
    if what.phase is not None:
        found &= Q(due_on__range=(what.phase.starts_on, what.phase.ends_on))
    chosen = {"pace": what.pace, "kind": what.kind}
    return found & Q(**{name: value for name, value in chosen.items() if value})


EVERYTHING = Asked()


def milestones(project: Project, *, person: User, today: date, what: Asked = EVERYTHING) -> MilestoneQuerySet:
    """The milestones of a project that are asked for, by date, with their owners."""
    rows = Milestone.objects.visible_to(person).filter(_shown(what, person, today), project=project)
    return rows.select_related("owner__person").defer("evidence").order_by("due_on", "created_at", "id")


@dataclass(frozen=True)
class Progress:
    """Plain facts about the milestones of a project."""

    all: int
    done: int
    late: int
    soon: int


def progress(project: Project, person: User, today: date) -> Progress:
    """One read."""
    count = (
        Milestone.objects.visible_to(person)
        .filter(project=project)
        .aggregate(
            all=Count("id"),
            done=Count("id", filter=Q(state=MilestoneState.DONE)),
            late=Count("id", filter=_late(today)),
            soon=Count("id", filter=_soon(today)),
        )
    )
    return Progress(**count)


def next_milestones(project: Project, person: User, today: date) -> list[MilestoneRow]:
    """The first few that are not done, late ones first."""
    rows = list(milestones(project, person=person, today=today).exclude(state=MilestoneState.DONE)[:NEXT])
    return milestone_rows(rows, today, links_to(rows))


@dataclass(frozen=True)
class DateChangeRow:
    """A due date that moved, and who moved it, under the name they chose."""

    change: DateChange
    name: str

    @property
    def moved(self) -> str:
        """By how much it moved, in words."""
        return say_move(self.change.from_on, self.change.to_on)


def say_move(first: date, then: date) -> str:
    """By how many days a date moved: "14 days later"; empty where it did not."""
    days = (then - first).days
    if not days:
        return ""
    if days > 0:
        return ngettext("%d day later", "%d days later", days) % days
    return ngettext("%d day earlier", "%d days earlier", -days) % -days


def date_changes(milestone: Milestone) -> list[DateChangeRow]:
    """How the due date moved, newest first."""
    changes = list(milestone.date_changes.order_by("-created_at", "-id"))
    said = names_of(milestone.project, {change.changed_by_id for change in changes})
    return [DateChangeRow(change, said[change.changed_by_id]) for change in changes]


def steps_taken(project: Project, person: User) -> dict[str, str]:
    """The steps of the relationship that have a milestone already: step, and where it is."""
    rows = Milestone.objects.visible_to(person).filter(project=project).exclude(step="")
    found = rows.order_by("-created_at", "-id").values_list("step", "pk")
    return {step: reverse("milestones:milestone_detail", args=[project.pk, key]) for step, key in found}


def unfinished_of(person: User, project: Project) -> QuerySet[Milestone]:
    """The milestones of a project that somebody owns and that are not completed."""
    mine = Milestone.objects.filter(project=project, owner__person=person)
    return mine.exclude(state=MilestoneState.DONE)


def count_late(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """Past their date and not done in each of these projects, as `?show=late` lists them."""
    rows = Milestone.objects.exclude(state=MilestoneState.DONE)
    return count_by_project(rows.filter(due_on__lt=site_day(now)), keys)


def count_soon(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
    """In each of these projects: due today or within the days that count as soon, as `?show=soon` lists them."""
    today = site_day(now)
    rows = Milestone.objects.exclude(state=MilestoneState.DONE)
    return count_by_project(rows.filter(due_on__gte=today, due_on__lte=today + timedelta(days=SOON)), keys)
