"""Which days a project can be about, and how they move when it is copied."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


def fits(days: Iterable[date | None], shift: timedelta) -> bool:
    """Does each of these days stay between `FIRST_DAY` and `LAST_DAY` when it moves by `shift`?"""
    return all(FIRST_DAY - shift <= day <= LAST_DAY - shift for day in days if day is not None)
