"""Reading events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from audit.models import Event
from audit.registry import TYPES, EventType


@dataclass(frozen=True)
class Happened:
    """One event as a reader sees it. `actor_id` is None where the event does not say who."""

    at: datetime
    sentence: str
    actor_id: UUID | None
    type: str


def of_project(project_id: UUID) -> QuerySet[Event]:
    """The events of a project, newest first."""
    return Event.objects.filter(project_id=project_id).order_by("-at", "id")


def by_actor(actor_id: UUID) -> QuerySet[Event]:
    """What one person did, oldest first."""
    return Event.objects.filter(actor_id=actor_id).order_by("at", "id")


def of_type(project_id: UUID, event: EventType, since: datetime) -> QuerySet[Event]:
    """The events of one type in a project since a moment, oldest first."""
    return Event.objects.filter(project_id=project_id, type=event.name, at__gt=since).order_by("at", "id")


def event_in_words(event: Event) -> Happened:
    """The event as a reader may see it; `{actor}` is left as a blank for whoever may render names."""
    kind = TYPES.get(event.type)
    if kind is None:
        return Happened(event.at, event.type, None, event.type)
    blanks = dict.fromkeys(kind.keys, "?") | {key: str(value) for key, value in event.data.items()}
    sentence = kind.sentence.format_map(blanks | {"actor": "{actor}"})
    return Happened(event.at, sentence, None if kind.confidential else event.actor_id, event.type)
