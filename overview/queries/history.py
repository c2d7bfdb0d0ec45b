"""The history of a project, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from audit.queries import Happened, event_in_words, of_project
from audit.registry import TYPES
from milestones.models import Milestone
from projects.models import Project
from projects.queries.people import names_of

if TYPE_CHECKING:
    from audit.models import Event


@dataclass(frozen=True)
class HistoryRow:
    """One event, with its actor's name as they chose it and the milestone it was about, if it still stands."""

    happened: Happened
    sentence: str
    milestone: Milestone | None


def events_of(project: Project) -> QuerySet[Event]:
    """The events of a project, newest first."""
    return of_project(project.pk)


def history_rows(project: Project, page: Iterable[Event], person: User) -> list[HistoryRow]:
    """A page of events told in words. Three reads, however many events."""
    events = list(page)
    told = [event_in_words(event) for event in events]
    names = names_of(project, {row.actor_id for row in told if row.actor_id is not None})
    targets = [event.target_id for event in events if event.target_type == "milestone" and event.target_id]
    milestones = Milestone.objects.visible_to(person).filter(project=project, pk__in=targets).in_bulk()
    return [
        HistoryRow(
            row,
            row.sentence.replace("{actor}", _actor(row, names)),
            milestones.get(event.target_id) if event.target_id else None,
        )
        for row, event in zip(told, events, strict=True)
    ]


def _actor(row: Happened, names: dict[UUID, str]) -> str:
    kind = TYPES.get(row.type)
    if kind is not None and kind.confidential:
        return _("Somebody with a seat")
    if row.actor_id is None:
        return _("The application")
    return names.get(row.actor_id, _("Somebody who is no longer here"))
