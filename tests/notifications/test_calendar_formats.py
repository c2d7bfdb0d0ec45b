"""Calendar files: the right moment on every clock, and nothing that was not meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from notifications.formats.calendar import CANCEL, PUBLISH, REQUEST, calendar_file, changes
from notifications.registry import CalendarDate

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)
DATE = CalendarDate(
    uid="1@example.org",
    sequence=3,
    title="Dialogue",
    starts_at=datetime(2026, 5, 12, 13, 30, tzinfo=UTC),
    minutes=90,
    time_zone="Europe/London",
    place="The blue room",
    link="https://meet.example.org/abc",
    text="Join here: https://meet.example.org/abc",
)


def text(date: CalendarDate = DATE, method: str = REQUEST, attendee: str = "dee@example.org") -> str:
    """The file, its folded lines put together."""
    file = calendar_file([date], method=method, organizer="site@example.org", attendee=attendee, now=NOW)
    return file.decode().replace("\r\n ", "")


def at(zone: str, year: int, month: int, day: int, hour: int, minute: int = 0) -> CalendarDate:
    """A dialogue that begins when that clock shows this."""
    return replace(DATE, time_zone=zone, starts_at=datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)))


def moments(date: CalendarDate) -> tuple[str, str]:
    """Begin and end as a calendar reads them, in UTC."""
    event = Calendar.from_ical(text(date)).walk("VEVENT")[0]
    return tuple(event.decoded(name).astimezone(UTC).strftime("%d %H:%M") for name in ("dtstart", "dtend"))


@pytest.mark.parametrize(
    ("date", "begins", "ends"),
    [
        (at("Europe/London", 2026, 3, 28, 14), "28 14:00", "28 15:30"),
        (at("Europe/London", 2026, 3, 30, 14), "30 13:00", "30 14:30"),
        (at("Europe/London", 2026, 3, 29, 0, 30), "29 00:30", "29 02:00"),
        (at("Europe/London", 2026, 10, 24, 14), "24 13:00", "24 14:30"),
        (at("Europe/London", 2026, 10, 26, 14), "26 14:00", "26 15:30"),
        (at("Europe/London", 2026, 10, 25, 0, 30), "24 23:30", "25 01:00"),
        # The weeks in which New York has changed its clock and London has not, and the other way round.
        (at("America/New_York", 2026, 3, 16, 9), "16 13:00", "16 14:30"),
        (at("America/New_York", 2026, 10, 28, 9), "28 13:00", "28 14:30"),
        (at("UTC", 2026, 5, 12, 9), "12 09:00", "12 10:30"),
    ],
)
def test_begin_and_end_are_right_across_a_change_of_the_clock(date: CalendarDate, begins: str, ends: str) -> None:
    assert moments(date) == (begins, ends)


def test_an_end_in_the_hour_that_comes_twice_is_the_second_one() -> None:
    date = replace(DATE, starts_at=datetime(2026, 10, 25, 0, 15, tzinfo=UTC), minutes=60)
    assert "DTEND:20261025T011500Z" in text(date)


def test_a_time_names_its_zone_and_the_file_describes_it() -> None:
    found = text()
    assert "DTSTART;TZID=Europe/London:20260512T143000" in found
    assert "DTEND;TZID=Europe/London:20260512T160000" in found
    assert found.count("BEGIN:VTIMEZONE") == 1


@pytest.mark.parametrize(
    ("zone", "lines"),
    [
        ("Europe/London", ("DAYLIGHT\r\nDTSTART:20260329T010000", "STANDARD\r\nDTSTART:20261025T020000")),
        ("America/New_York", ("DAYLIGHT\r\nDTSTART:20260308T020000", "STANDARD\r\nDTSTART:20261101T020000")),
    ],
)
def test_the_description_changes_the_clock_at_the_moment_it_is_changed(zone: str, lines: tuple[str, str]) -> None:
    found = text(replace(DATE, time_zone=zone))
    assert all(f"BEGIN:{line}" in found for line in lines)


@pytest.mark.parametrize("zone", ["Europe/London", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca"])
def test_the_changes_found_are_the_changes_there_are(zone: str) -> None:
    clock, first = ZoneInfo(zone), datetime(2026, 1, 1, tzinfo=UTC)
    hours = [first + timedelta(minutes=30 * number) for number in range(2 * 24 * 365)]
    jumps = [
        late
        for early, late in pairwise(hours)
        if early.astimezone(clock).utcoffset() != late.astimezone(clock).utcoffset()
    ]
    assert list(changes(clock, first, hours[-1])) == jumps


@pytest.mark.parametrize("zone", ["UTC", "Etc/UTC", "Asia/Kolkata", "Etc/GMT+5", "Europe/Belfast"])
def test_every_zone_of_the_form_can_be_written_and_read(zone: str) -> None:
    assert moments(replace(DATE, time_zone=zone)) == ("12 13:30", "12 15:00")


def test_uid_sequence_method_and_status_say_what_becomes_of_the_entry() -> None:
    for method, status in ((REQUEST, "CONFIRMED"), (CANCEL, "CANCELLED"), (PUBLISH, "CONFIRMED")):
        found = text(method=method)
        for line in (f"METHOD:{method}", f"STATUS:{status}", "UID:1@example.org", "SEQUENCE:3"):
            assert f"\r\n{line}\r\n" in found
        assert "DTSTAMP:20260105T090000Z" in found


def test_only_the_site_and_whoever_gets_it_are_named() -> None:
    found = text()
    assert "ORGANIZER:mailto:site@example.org" in found
    assert [line.rpartition(":")[2] for line in found.splitlines() if line.startswith("ATTENDEE")] == [
        "dee@example.org"
    ]
    assert "ATTENDEE" not in text(method=PUBLISH, attendee="")


@pytest.mark.parametrize("field", ["title", "place", "text", "link"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\u2028"])
def test_no_field_can_add_a_line_of_its_own(field: str, end: str) -> None:
    changed: dict[str, Any] = {field: f"A{end}ATTENDEE:mailto:eve@example.org{end}X-EVIL:1"}
    found = text(replace(DATE, **changed))
    lines = [line for line in found.split("\r\n") if line.startswith(("ATTENDEE", "X-EVIL"))]
    assert len(lines) == 1
    assert "\r" not in found.replace("\r\n", "")


def test_signs_with_a_meaning_are_escaped() -> None:
    assert "LOCATION:Room 1\\; left\\, up \\\\ down" in text(replace(DATE, place="Room 1; left, up \\ down"))


def test_an_empty_calendar_is_a_calendar() -> None:
    file = calendar_file([], method=PUBLISH, organizer="site@example.org", now=NOW)
    assert Calendar.from_ical(file).walk("VEVENT") == []
