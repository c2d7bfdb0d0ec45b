"""What a project that is closed does not do: it sends no mail."""

from __future__ import annotations

from uuid import UUID

from notifications.registry import declare_silent
from projects.enums import OPEN_PROJECT
from projects.models import Project


@declare_silent
def is_closed(project_id: UUID) -> bool:
    """Nothing is sent about a project that is not open, not even what waited already. A project that is gone is not."""
    return not Project.objects.filter(pk=project_id, state__in=OPEN_PROJECT).exists()
