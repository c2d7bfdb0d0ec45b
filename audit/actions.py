"""Recording an event: called by every action, in its transaction."""

from __future__ import annotations

from typing import Protocol
from uuid import UUID

from audit.models import Event
from audit.registry import TYPES, EventType
from core.context import request_id

Plain = str | int | bool | None | list[str]


class HasId(Protocol):
    """Anything with a UUID key."""

    @property
    def pk(self) -> UUID: ...


def record(
    event: EventType, *, by: HasId | None, project: HasId | None = None, target: HasId | None = None, **data: Plain
) -> None:
    """Write one event. `by=None` means the application itself. Raises ValueError for an undeclared type or key."""
    if TYPES.get(event.name) is not event:
        raise ValueError(f"The event type {event.name} is not declared.")
    if unknown := set(data) - event.keys:
        raise ValueError(f"{event.name} does not declare {sorted(unknown)}.")
    Event.objects.create(
        type=event.name,
        actor_id=by.pk if by else None,
        project_id=project.pk if project else None,
        target_type=type(target).__name__.lower() if target else "",
        target_id=target.pk if target else None,
        request_id=request_id.get()[:32],
        data=data,
    )
