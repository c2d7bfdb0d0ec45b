"""The demo happens on the days it tells of: rows and audit events get the dates of the story."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

from django.utils import timezone


@contextmanager
def on_day(offset: int, hour: int = 11) -> Iterator[datetime]:
    """Set Django's clock to a day relative to today (negative: before), for what is loaded inside.

    Only for loading the demo, in a process that does nothing else.
    """
    real = timezone.now
    moment = datetime.combine(real().date() + timedelta(days=offset), time(hour, 7), UTC)
    timezone.now = lambda: moment
    try:
        yield moment
    finally:
        timezone.now = real
