"""Which milestones of a project the address of a list asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from core.dates import iso
from milestones.enums import MilestoneKind, Pace
from milestones.models import MilestoneLink, Phase
from milestones.policies.due import where_late, where_soon, where_unfinished

Text = str | Promise
# What `?show=` may ask for, and its label.
SHOWS: dict[str, Text] = {
    "all": _("All"),
    "late": _("Late"),
    "soon": _("Due soon"),
    "waiting": _("Waiting for a late one"),
}


@dataclass(frozen=True)
class MilestoneFilter:
    """Which milestones are asked for: each field leaves out those that do not match; empty, it leaves out none.

    `since` and `until` are the first and the last day on which they are due.
    """

    show: str = "all"
    mine: bool = False
    pace: str = ""
    kind: str = ""
    phase: Phase | None = None
    since: date | None = None
    until: date | None = None

    @property
    def is_filtered(self) -> bool:
        """Is anything left out?"""
        return self != MilestoneFilter()

    @property
    def values(self) -> dict[str, str]:
        """The fields as their form shows them."""
        phase = str(self.phase.pk) if self.phase else ""
        return {"whose": "mine" if self.mine else "", "pace": self.pace, "kind": self.kind, "phase": phase}

    @property
    def days(self) -> dict[str, str]:
        """The days as an address carries them; none where none are asked for."""
        days = {"from": iso(self.since), "to": iso(self.until)}
        return {name: day for name, day in days.items() if day}

    @property
    def query(self) -> str:
        """The address that asks for the same, from its question mark on."""
        every = {"show": self.show} | self.values | self.days
        return "?" + urlencode({name: value for name, value in every.items() if value})

    @property
    def on_any_day(self) -> MilestoneFilter:
        """The same without the days."""
        return replace(self, since=None, until=None)

    def condition(self, person: User, today: date) -> Q:
        """The same as a condition of the database, for a reader on a day."""
        condition = _condition_of(self.show, today)
        if self.mine:
            condition &= Q(owner__person=person)
        if self.phase is not None:
            condition &= Q(due_on__range=(self.phase.starts_on, self.phase.ends_on))
        chosen = {"pace": self.pace, "kind": self.kind, "due_on__gte": self.since, "due_on__lte": self.until}
        return condition & Q(**{name: value for name, value in chosen.items() if value})


def _condition_of(show: str, today: date) -> Q:
    conditions = {
        "all": Q(),
        "late": where_late(today),
        "soon": where_soon(today),
        "waiting": _where_waiting(today),
    }
    return conditions[show]


def _where_waiting(today: date) -> Q:
    late = MilestoneLink.objects.filter(where_late(today, "before__"), after=OuterRef("pk"))
    return where_unfinished() & Q(Exists(late))


@dataclass(frozen=True)
class FilterChoice:
    """A choice of the filter: its name in the address, its label, and what can be chosen, the one chosen now marked."""

    name: str
    label: Text
    options: list[tuple[str, Text, bool]]


def filter_choices(only: MilestoneFilter, phases: Iterable[Phase]) -> list[FilterChoice]:
    """What the filter asks; of phases only where there are any."""
    named = [(str(phase.pk), phase.title) for phase in phases]
    asked: list[tuple[str, Text, list[tuple[str, Text]]]] = [
        ("whose", _("Owner"), [("", _("Anybody")), ("mine", _("Me"))]),
        ("pace", _("Pace"), [("", _("Both")), *Pace.choices]),
        ("kind", _("Kind"), [("", _("All")), *MilestoneKind.choices]),
        ("phase", _("Phase"), [("", _("All")), *named] if named else []),
    ]
    values = only.values
    return [
        FilterChoice(name, label, [(value, text, value == values[name]) for value, text in options])
        for name, label, options in asked
        if options
    ]


def filter_of_address(query: Mapping[str, str], phases: Iterable[Phase]) -> MilestoneFilter:
    """What an address asks for; whatever it says that is not known here asks for nothing.

    `show=mine` is how older addresses say `whose=mine`.
    """
    show, pace, kind = (query.get(name, "") for name in ("show", "pace", "kind"))
    return MilestoneFilter(
        show=show if show in SHOWS else "all",
        mine="mine" in (show, query.get("whose", "")),
        pace=pace if pace in Pace.values else "",
        kind=kind if kind in MilestoneKind.values else "",
        phase=next((phase for phase in phases if str(phase.pk) == query.get("phase")), None),
        since=_day(query.get("from", "")),
        until=_day(query.get("to", "")),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
