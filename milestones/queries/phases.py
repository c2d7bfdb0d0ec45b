"""The phases of a project and where we are in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
        """The kind of tag that says it."""
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
class Phases:
    """The phases in order, and a sentence where we are in none of them."""

    rows: list[PhaseRow]
    between: str

    @property
    def calls(self) -> list[PhaseRow]:
        """The phases that ask for something now."""
        return [row for row in self.rows if row.call]


def phases_of(project: Project, today: date) -> Phases:
    """One read. A closed project stays where it was on the day it closed."""
    day = today if project.is_open or project.closed_at is None else site_day(project.closed_at)
    found = list(Phase.objects.filter(project=project).order_by("starts_on", "ends_on", "created_at", "id"))
    marked = max((row for row in found if standing(row, day) == HERE), key=lambda row: row.starts_on, default=None)
    rows = [PhaseRow(row, standing(row, day), project.is_open, row is marked) for row in found]
    return Phases(rows, between(found, day) if project.is_open else "")


def standing(phase: Phase, day: date) -> str:
    """Over, now, or to come. The last day of a phase belongs to it."""
    if phase.ends_on < day:
        return PAST
    return HERE if phase.starts_on <= day else AHEAD


def between(phases: Sequence[Phase], day: date) -> str:
    """What to say on a day that lies in no phase; empty where it lies in one, or where there are none."""
    if not phases or any(standing(phase, day) == HERE for phase in phases):
        return ""
    over = max((phase for phase in phases if phase.ends_on < day), key=lambda phase: phase.ends_on, default=None)
    ahead = min((phase for phase in phases if phase.starts_on > day), key=lambda phase: phase.starts_on, default=None)
    if over is not None and ahead is not None:
        words = {"over": over.title, "ahead": ahead.title}
        days = {"ended": say_day(over.ends_on), "starts": say_day(ahead.starts_on)}
        return _("We are between two phases. “%(over)s” ended on %(ended)s. “%(ahead)s” starts on %(starts)s.") % (
            words | days
        )
    if ahead is not None:
        return _("No phase has started yet. “%(ahead)s” starts on %(starts)s.") % {
            "ahead": ahead.title,
            "starts": say_day(ahead.starts_on),
        }
    return _("Every phase is over.")
