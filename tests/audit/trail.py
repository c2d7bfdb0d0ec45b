"""The trail of one object, for tests that look whether an action left its event."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from audit.models import Event


def of_target(target_id: UUID) -> QuerySet[Event]:
    """The events of one object, newest first."""
    return Event.objects.filter(target_id=target_id).order_by("-at", "id")
