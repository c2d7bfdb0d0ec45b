"""Milestones of a project as its pages need them: lists, numbers, and how a date moved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from accounts.models import User
from core.compiled import compiled
from milestones.models import DateChange, Milestone, MilestoneQuerySet
from milestones.policies.due import where_late, where_soon, where_unfinished
from milestones.queries.filters import MilestoneFilter
from milestones.queries.rows import MilestoneRow, links_to, milestone_rows
from milestones.queries.table import EVERYTHING, by_date
from projects.enums import OPEN_PROJECT
from projects.models import Project, where_current
from projects.queries.people import names_by_person
from projects.queries.projects import counted_by_project

NEXT = 5  # milestones shown on the overview


def milestones(project: Project, *, person: User, today: date, only: MilestoneFilter = EVERYTHING) -> MilestoneQuerySet:
    """The milestones of a project that are asked for, by date, with their owners."""
    return by_date(person, project.pk, today, only).select_related("owner__person").defer("evidence")


@dataclass(frozen=True)
class Progress:
    """How many milestones a project has, and how many of them are completed, late and due soon."""

    all: int
    done: int
    late: int
    soon: int


def progress(project: Project, person: User, today: date) -> Progress:
    """The numbers of a project, in one read."""
    return Progress(*(_counts.first(person, project, today) or (0, 0, 0, 0)))


@compiled
def _counts(person: User, project: Project, today: date) -> QuerySet[Milestone, tuple[int, int, int, int]]:
    """One row of them; none where there is no milestone."""
    counts = {
        "every": Count("id"),
        "done": Count("id", filter=~where_unfinished()),
        "late": Count("id", filter=where_late(today)),
        "soon": Count("id", filter=where_soon(today)),
    }
    rows = Milestone.objects.visible_to(person).filter(project=project).order_by()
    return rows.values("project").annotate(**counts).values_list(*counts)


def next_milestones(project: Project, person: User, today: date) -> list[MilestoneRow]:
    """The first few that are not done, late ones first."""
    rows = _next(person, project, today)
    return milestone_rows(rows, today, links_to(rows))


@compiled
def _next(person: User, project: Project, today: date) -> QuerySet[Milestone]:
    return milestones(project, person=person, today=today).filter(where_unfinished())[:NEXT]


@dataclass(frozen=True)
class DateChangeRow:
    """A due date that moved, and who moved it, under the name they chose."""

    change: DateChange
    name: str

    @property
    def moved(self) -> str:
        """By how much it moved, in words."""
        return days_in_words(self.change.from_on, self.change.to_on)


def days_in_words(first: date, then: date) -> str:
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
    names = names_by_person(milestone.project, {change.changed_by_id for change in changes})
    return [DateChangeRow(change, names[change.changed_by_id]) for change in changes]


def planned_relational_steps(project: Project, person: User) -> dict[str, str]:
    """The steps of the relationship that have a milestone already: step, and where it is."""
    rows = Milestone.objects.visible_to(person).filter(project=project).exclude(step="")
    planned = rows.order_by("-created_at", "-id").values_list("step", "pk")
    return {step: reverse("milestones:milestone_detail", args=[project.pk, key]) for step, key in planned}


def pressing_of(person: User, today: date) -> QuerySet[Milestone]:
    """This person's milestones that are late or due soon, in open projects that they are in today."""
    pressing = where_late(today) | where_soon(today)
    rows = Milestone.objects.filter(
        where_current("owner__"), pressing, owner__person=person, project__state__in=OPEN_PROJECT
    )
    return rows.select_related("owner", "project").defer("evidence").order_by("due_on", "id")


def unfinished_of(person: User, project: Project) -> QuerySet[Milestone]:
    """The milestones of a project that somebody owns and that are not completed."""
    return Milestone.objects.filter(where_unfinished(), project=project, owner__person=person)


@counted_by_project
def count_late(today: date) -> QuerySet[Milestone]:
    """Late, as `?show=late` lists them."""
    return Milestone.objects.filter(where_late(today))


@counted_by_project
def count_soon(today: date) -> QuerySet[Milestone]:
    """Due soon, as `?show=soon` lists them."""
    return Milestone.objects.filter(where_soon(today))
