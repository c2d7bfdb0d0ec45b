"""The second half of asking for an export."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from reports import building


@shared_task(name="reports.build")  # type: ignore[untyped-decorator]
def build(export_id: str, attempt: int) -> None:
    """Make the file of one attempt. Run twice it makes it once: the row is claimed."""
    building.build(UUID(export_id), attempt)
