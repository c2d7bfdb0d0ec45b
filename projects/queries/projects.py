"""The list of projects, who speaks in them, and what looks odd about one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.compiled import Compiled, built, compiled
from core.dates import site_day
from projects.enums import OPEN_PROJECT, Approval, ProjectState, Role, Standpoint
from projects.measures.identifiers import SHAPES, doubts
from projects.models import Membership, Project

Text = str | Promise


@dataclass(frozen=True)
class ProjectRow:
    """A project in the list, and what the reader is in it."""

    project: Project
    role_label: Text

    @property
    def tag(self) -> str:
        """The kind of tag that says its state."""
        return "soon" if self.project.is_open else "neutral"


def project_rows(projects: Sequence[Project], person: User) -> list[ProjectRow]:
    """Two reads at most, however many projects."""
    memberships = Membership.objects.current().filter(person=person, project__in=list(projects))
    role_labels = {membership.project_id: Role(membership.role).label for membership in memberships}
    return [ProjectRow(project, role_labels.get(project.pk, Role.ADMINISTRATOR.label)) for project in projects]


@dataclass(frozen=True)
class StandpointCount:
    """How many members, observers too, speak from a standpoint today."""

    value: str
    label: Text
    count: int


@compiled
def _members_counted(project: Project) -> QuerySet[Membership, tuple[str, int]]:
    members = Membership.objects.current().filter(project=project).order_by()
    return members.values_list("standpoint").annotate(Count("id"))


def standpoints(project: Project) -> list[StandpointCount]:
    """Every standpoint in the order of the enum, with its count today, which may be 0."""
    counts = dict(_members_counted(project))
    return [StandpointCount(kind.value, kind.label, counts.get(kind.value, 0)) for kind in Standpoint]


# What `?show=` may ask of the list of projects, and its label.
SHOWS: dict[str, Text] = {
    "all": gettext_lazy("All"),
    "open": gettext_lazy("Open"),
    "closed": gettext_lazy("Closed"),
    "archived": gettext_lazy("Archived"),
}
SHOWN_STATES: dict[str, Q] = {
    "all": Q(),
    "open": Q(state__in=OPEN_PROJECT),
    "closed": Q(state=ProjectState.CLOSED),
    "archived": Q(state=ProjectState.ARCHIVED),
}


def projects(person: User, show: str) -> QuerySet[Project]:
    """The projects somebody sees that `show` (a key of `SHOWS`) asks for: open ones first, then by title."""
    closed_last = Case(
        When(state=ProjectState.CLOSED, then=Value(1)), When(state=ProjectState.ARCHIVED, then=Value(2)), default=0
    )
    return Project.objects.visible_to(person).filter(SHOWN_STATES[show]).order_by(closed_last, "title", "id")


def doubted(project: Project) -> list[Text]:
    """What looks odd among the numbers of a project, as sentences. None of it is refused."""
    return list(doubts({name: getattr(project, name) for name in SHAPES}).values())


def has_approvals(project: Project) -> bool:
    """Has anybody written who approves the project, or a number of it?"""
    numbers = [getattr(project, name) for name in (*SHAPES, "funder_reference", "protocol_version", "protocol_on")]
    return project.approval != Approval.UNDECIDED or any(numbers)


def counted_by_project(
    build: Callable[..., QuerySet[Any]],
) -> Callable[[Collection[UUID], datetime], dict[UUID, int]]:
    """Decorates what makes rows of projects out of `now` or `today`: to count them, in those of many that are open.

    Projects with none are left out. One compiled read, whether of one project or of all.
    """

    def counts(keys: list[UUID], now: datetime, today: date) -> QuerySet[Any, tuple[UUID, int]]:
        every: QuerySet[Any] = built(build, now=now, today=today)
        rows = every.filter(project__in=keys, project__state__in=OPEN_PROJECT)
        counted: QuerySet[Any, tuple[UUID, int]] = rows.order_by().values_list("project").annotate(Count("pk"))
        return counted

    read = Compiled(counts)

    @wraps(build)
    def count(keys: Collection[UUID], now: datetime) -> dict[UUID, int]:
        return dict(read(list(keys), now, site_day(now)))

    return count
