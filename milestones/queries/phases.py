"""The phases of a project and where we are in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.compiled import compiled
from core.dates import say_day, site_day
from milestones.models import Phase
from projects.models import Project

PAST, HERE, AHEAD = "past", "here", "ahead"


@dataclass(frozen=True)
class PhaseRow:
    """A phase and where it stands today. `marked`: of the phases we are in, the one that began last."""

    phase: Phase
    standing: str
    is_open: bool
    marked: bool = False

    TAGS: ClassVar[dict[str, str]] = {PAST: "neutral", HERE: "soon", AHEAD: "waiting"}
    LABELS: ClassVar[dict[str, str | Promise]] = {
        PAST: gettext_lazy("Over"),
        HERE: gettext_lazy("You are here"),
        AHEAD: gettext_lazy("To come"),
    }

    @property
    def tag(self) -> str:
        """The kind of tag that says where it stands."""
        return self.TAGS[self.standing]

    @property
    def label(self) -> str | Promise:
        """Where it stands, in words. In a closed project nobody is anywhere."""
        stopped = self.standing == HERE and not self.is_open
        return _("The project closed here") if stopped else self.LABELS[self.standing]

    @property
    def call(self) -> str:
        """What people can do now: only while the phase lasts and the project is open."""
        return self.phase.call if self.standing == HERE and self.is_open else ""


@dataclass(frozen=True)
class Gap:
    """A day that lies in no phase: the phase that ended last before it, and the one that starts next after it."""

    over: Phase | None
    ahead: Phase | None

    @property
    def sentence(self) -> str:
        """Says where we are instead: between two phases, before the first, or after the last."""
        over, ahead = self.over, self.ahead
        if ahead is None:
            return _("Every phase is over.")
        starts = {"ahead": ahead.title, "starts": say_day(ahead.starts_on)}
        if over is None:
            return _("No phase has started yet. “%(ahead)s” starts on %(starts)s.") % starts
        ended = {"over": over.title, "ended": say_day(over.ends_on)}
        return _("We are between two phases. “%(over)s” ended on %(ended)s. “%(ahead)s” starts on %(starts)s.") % (
            starts | ended
        )


@dataclass(frozen=True)
class Phases:
    """The phases of a project in order, and the gap between them in which we are, if we are in one."""

    rows: list[PhaseRow]
    gap: Gap | None

    @property
    def calls(self) -> list[PhaseRow]:
        """The phases that ask for something now."""
        return [row for row in self.rows if row.call]


@compiled
def phases_by_date(project: Project, person: User) -> QuerySet[Phase]:
    """The phases of a project in the order of their dates."""
    return Phase.objects.visible_to(person).filter(project=project).order_by("starts_on", "ends_on", "id")


@compiled
def _phases_in_order(project: Project) -> QuerySet[Phase]:
    return Phase.objects.filter(project=project).order_by("starts_on", "ends_on", "created_at", "id")


def phases_of(project: Project, today: date) -> Phases:
    """The phases as a page shows them. One read. A closed project stays where it was on the day it closed."""
    day = today if project.is_open or project.closed_at is None else site_day(project.closed_at)
    phases = _phases_in_order(project)
    marked = max((row for row in phases if standing_of(row, day) == HERE), key=lambda row: row.starts_on, default=None)
    rows = [PhaseRow(row, standing_of(row, day), project.is_open, row is marked) for row in phases]
    return Phases(rows, gap_on(phases, day) if project.is_open else None)


def standing_of(phase: Phase, day: date) -> str:
    """Over, now, or to come. The last day of a phase belongs to it."""
    if phase.ends_on < day:
        return PAST
    return HERE if phase.starts_on <= day else AHEAD


def gap_on(phases: Sequence[Phase], day: date) -> Gap | None:
    """The gap in which a day lies; None where it lies in a phase, or where there are none."""
    if not phases or any(standing_of(phase, day) == HERE for phase in phases):
        return None
    over = [phase for phase in phases if standing_of(phase, day) == PAST]
    ahead = [phase for phase in phases if standing_of(phase, day) == AHEAD]
    return Gap(
        over=max(over, key=lambda phase: phase.ends_on, default=None),
        ahead=min(ahead, key=lambda phase: phase.starts_on, default=None),
    )
