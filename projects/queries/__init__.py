"""Page-sized reads of projects, people and history."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from audit.queries import Happened, of_project, told
from audit.registry import TYPES
from projects.enums import Role, Standpoint
from projects.models import Membership, MembershipQuerySet, Milestone, Project
from projects.queries.people import names_of

if TYPE_CHECKING:
    from audit.models import Event

Text = str | Promise


@dataclass(frozen=True)
class ProjectRow:
    """A project in the list, and what the reader is in it."""

    project: Project
    role: Text


def project_rows(projects: Sequence[Project], person: User) -> list[ProjectRow]:
    """Two reads at most, however many projects."""
    mine = Membership.objects.current().filter(person=person, project__in=list(projects))
    roles = {membership.project_id: Role(membership.role).label for membership in mine}
    return [ProjectRow(project, roles.get(project.pk, Role.ADMINISTRATOR.label)) for project in projects]


@dataclass(frozen=True)
class StandpointCount:
    """How many people speak from a standpoint today."""

    value: str
    label: Text
    count: int


def standpoints(project: Project) -> list[StandpointCount]:
    """Every standpoint in the order of the enum, with its count today, which may be 0."""
    counted = Membership.objects.current().filter(project=project).values_list("standpoint").annotate(Count("id"))
    counts = dict(counted.order_by())
    return [StandpointCount(kind.value, kind.label, counts.get(kind.value, 0)) for kind in Standpoint]


def members(project: Project, person: User) -> MembershipQuerySet:
    """Everybody who takes or took part; those whose membership has ended come last."""
    rows = Membership.objects.visible_to(person).filter(project=project).select_related("person")
    return rows.order_by(
        F("ended_at").desc(nulls_first=True), F("expires_on").desc(nulls_first=True), "created_at", "id"
    )


@dataclass(frozen=True)
class HistoryRow:
    """One event, with its actor's name as they chose it and the milestone it was about, if it still stands."""

    happened: Happened
    sentence: str
    milestone: Milestone | None


def history(project: Project) -> QuerySet[Event]:
    """The events of a project, newest first."""
    return of_project(project.pk)


def history_rows(project: Project, page: Iterable[Event], person: User) -> list[HistoryRow]:
    """A page of events told in words. Three reads, however many events."""
    events = list(page)
    telling = [told(event) for event in events]
    names = names_of(project, {row.actor_id for row in telling if row.actor_id is not None})
    targets = [event.target_id for event in events if event.target_type == "milestone" and event.target_id]
    found = Milestone.objects.visible_to(person).filter(project=project, pk__in=targets).in_bulk()
    return [
        HistoryRow(
            row,
            row.sentence.replace("{actor}", _actor(row, names)),
            found.get(event.target_id) if event.target_id else None,
        )
        for row, event in zip(telling, events, strict=True)
    ]


def _actor(row: Happened, names: dict[UUID, str]) -> str:
    kind = TYPES.get(row.type)
    if kind is not None and kind.confidential:
        return _("Somebody with a seat")
    if row.actor_id is None:
        return _("The application")
    return names.get(row.actor_id, _("Somebody who is no longer here"))
