"""What the clock does to contributions."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from contributions.actions import close_in_silence
from contributions.queries.due import silent_contributions


@shared_task(name="contributions.close_silent")  # type: ignore[untyped-decorator]
def close_silent() -> int:
    """Each hour of the day: close contributions whose stated day has passed without an answer. Answers how many."""
    return sum(close_in_silence(row, by=None) for row in silent_contributions(timezone.now()))
