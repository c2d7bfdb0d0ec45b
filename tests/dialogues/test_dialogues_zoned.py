"""Clock times of a named zone, across the nights on which the clock changes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from dialogues.forms.zoned import ZonedDateTimeField, on_clock


@pytest.mark.parametrize(
    ("typed", "zone", "moment"),
    [
        ("2026-01-15T14:30", "Europe/London", "2026-01-15T14:30+00:00"),
        ("2026-07-15T14:30", "Europe/London", "2026-07-15T13:30+00:00"),
        # The clock jumps from 01:00 to 02:00: half past one does not exist and becomes half past two.
        ("2026-03-29T00:59", "Europe/London", "2026-03-29T00:59+00:00"),
        ("2026-03-29T01:30", "Europe/London", "2026-03-29T01:30+00:00"),
        ("2026-03-29T02:00", "Europe/London", "2026-03-29T01:00+00:00"),
        # The clock goes back from 02:00 to 01:00: of the two half past ones, the first.
        ("2026-10-25T01:30", "Europe/London", "2026-10-25T00:30+00:00"),
        ("2026-10-25T02:00", "Europe/London", "2026-10-25T02:00+00:00"),
        ("2026-03-08T02:30", "America/New_York", "2026-03-08T07:30+00:00"),
        ("2026-11-01T01:30", "America/New_York", "2026-11-01T05:30+00:00"),
        ("2026-05-12T14:30", "Asia/Kolkata", "2026-05-12T09:00+00:00"),
    ],
)
def test_a_typed_time_is_a_moment(typed: str, zone: str, moment: str) -> None:
    naive = ZonedDateTimeField().clean(typed)
    assert isinstance(naive, datetime)
    assert on_clock(naive, zone).isoformat(timespec="minutes") == moment


@pytest.mark.parametrize("typed", ["2027-05-12 14:30", "12/05/2027 14:30", "12 May 2027 14:30", "2027-05-12T14:30:00"])
def test_a_date_can_be_written_in_several_ways(typed: str) -> None:
    assert ZonedDateTimeField().clean(typed) == datetime(2027, 5, 12, 14, 30)  # noqa: DTZ001  # a clock time


@pytest.mark.parametrize("typed", ["soon", "2027-02-30T10:00", "1999-12-31T23:59", "2100-01-01T00:00", "x" * 100_000])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        ZonedDateTimeField().clean(typed)


@pytest.mark.parametrize("typed", ["", None])
def test_an_empty_date_is_none_where_it_may_be(typed: Any) -> None:
    assert ZonedDateTimeField(required=False).clean(typed) is None
