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
from projects.queries.people import names_by_person

if TYPE_CHECKING:
    from audit.models import Event


@dataclass(frozen=True)
class HistoryRow:
    """One event as a sentence with its actor's name, and the milestone it was about, if it still stands."""

    happened: Happened
    sentence: str
    milestone: Milestone | None


def events_of(project: Project) -> QuerySet[Event]:
    """The events of a project, newest first."""
    return of_project(project.pk)


def history_rows(project: Project, page: Iterable[Event], person: User) -> list[HistoryRow]:
    """A page of events told in words. Three reads, however many events."""
    events = list(page)
    happenings = [event_in_words(event) for event in events]
    names = names_by_person(project, {happened.actor_id for happened in happenings if happened.actor_id is not None})
    targets = [event.target_id for event in events if event.target_type == "milestone" and event.target_id]
    milestones = Milestone.objects.visible_to(person).filter(project=project, pk__in=targets).in_bulk()
    return [
        HistoryRow(
            happened,
            happened.sentence.replace("{actor}", _actor_name(happened, names)),
            milestones.get(event.target_id) if event.target_id else None,
        )
        for happened, event in zip(happenings, events, strict=True)
    ]


def _actor_name(happened: Happened, names: dict[UUID, str]) -> str:
    event_type = TYPES.get(happened.type)
    if event_type is not None and event_type.confidential:
        return _("Somebody with a seat")
    if happened.actor_id is None:
        return _("The application")
    return names.get(happened.actor_id, _("Somebody who is no longer here"))
