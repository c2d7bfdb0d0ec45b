"""What the state of an export allows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from reports import policies
from reports.enums import DoorRefusal, ExportState
from reports.models import Export


@pytest.mark.parametrize(
    ("state", "hours_left", "why"),
    [
        (ExportState.READY, 1, None),
        (ExportState.READY, 0, DoorRefusal.OLD),
        (ExportState.EXPIRED, 1, DoorRefusal.OLD),
        (ExportState.BUILDING, 1, DoorRefusal.STATE),
        (ExportState.FAILED, 1, DoorRefusal.STATE),
        (ExportState.CANCELLED, 1, DoorRefusal.STATE),
    ],
)
def test_only_a_ready_file_within_its_day_is_given_out(
    state: ExportState, hours_left: int, why: DoorRefusal | None
) -> None:
    now = timezone.now()
    assert policies.refusal_by_state(Export(state=state, expires_at=now + timedelta(hours=hours_left)), now) == why
