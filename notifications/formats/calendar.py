"""Calendar files (iCalendar, RFC 5545 and 5546): dates in, bytes out. Nothing here reads a row.

The time zones are written here and not by the library: it puts the hour that the clock skips in March one hour late.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vCalAddress

from core.text import clean_line, clean_words
from notifications.registry import CalendarDate

REQUEST, CANCEL, PUBLISH = "REQUEST", "CANCEL", "PUBLISH"
AROUND = timedelta(days=366)  # how far before and after a date its time zone is written out
STEP = timedelta(days=7)  # no zone changes its clock twice within a week
WHOLE = timedelta(seconds=1)


def calendar_file(
    dates: Iterable[CalendarDate], *, method: str, organizer: str, now: datetime, attendee: str = ""
) -> bytes:
    """One file with these dates. `organizer` and `attendee` are bare addresses; `now` is when it was written."""
    dates = list(dates)
    calendar = Calendar()
    for name, value in (("prodid", "-//clahrc//EN"), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method)):
        calendar.add(name, value)
    for zone in sorted({date.time_zone for date in dates}):
        if not is_utc(ZoneInfo(zone)):
            calendar.add_component(zone_of(ZoneInfo(zone), [date.starts_at for date in dates]))
    for date in dates:
        calendar.add_component(event_of(date, method=method, organizer=organizer, now=now, attendee=attendee))
    return bytes(calendar.to_ical())


def event_of(date: CalendarDate, *, method: str, organizer: str, now: datetime, attendee: str) -> Event:
    """One date. Only whoever gets the file is named in it, and only in an invitation or its end."""
    event = Event()
    starts, ends = date.starts_at.astimezone(ZoneInfo(date.time_zone)), end_of(date)
    values = {"uid": date.uid, "dtstamp": now.astimezone(UTC), "sequence": date.sequence, "dtstart": starts}
    for name, value in (values | {"dtend": ends, "summary": clean_line(date.title)}).items():
        event.add(name, value)
    words = {"location": clean_line(date.place), "description": clean_words(date.text), "url": one_word(date.link)}
    for name, word in words.items():
        if word:
            event.add(name, word)
    event.add("status", "CANCELLED" if method == CANCEL else "CONFIRMED")
    event.add("organizer", address(organizer))
    if attendee:
        event.add("attendee", invited(attendee, asks=method == REQUEST))
    return event


def end_of(date: CalendarDate) -> datetime:
    """On the same clock; in UTC where that clock shows the same time twice and this is the second."""
    ends = (date.starts_at.astimezone(UTC) + timedelta(minutes=date.minutes)).astimezone(ZoneInfo(date.time_zone))
    return ends.astimezone(UTC) if ends.fold else ends


def one_word(link: str) -> str:
    """A link without what cannot stand in one: whitespace and control characters."""
    return "".join(clean_line(link).split())


def address(bare: str) -> vCalAddress:
    """A calendar address, one line."""
    return vCalAddress(f"mailto:{one_word(bare)}")


def invited(bare: str, *, asks: bool) -> vCalAddress:
    """Whoever gets the file. Answers are given on our page, so the calendar asks for none."""
    found = address(bare)
    found.params["ROLE"] = "REQ-PARTICIPANT"
    if asks:
        found.params["PARTSTAT"], found.params["RSVP"] = "NEEDS-ACTION", "FALSE"
    return found


def is_utc(zone: ZoneInfo) -> bool:
    """UTC under any of its names is written with a Z and needs no description."""
    return str(zone.key) in {"UTC", "Etc/UTC", "Etc/Zulu", "Zulu", "Etc/UCT", "Etc/Universal", "UCT", "Universal"}


def zone_of(zone: ZoneInfo, moments: list[datetime]) -> Timezone:
    """The description of a zone around these moments: each change of its clock, and how it stood before the first."""
    found = Timezone()
    found.add("tzid", zone.key)
    first = (min(moments).astimezone(UTC) - AROUND).replace(microsecond=0)
    found.add_component(clock(zone, first, before=first))
    for change in changes(zone, first, max(moments).astimezone(UTC) + AROUND):
        found.add_component(clock(zone, change, before=change - WHOLE))
    return found


def clock(zone: ZoneInfo, change: datetime, *, before: datetime) -> TimezoneStandard | TimezoneDaylight:
    """How the clock goes from `change` on. Its beginning is said on the clock as it went `before`."""
    then, now = before.astimezone(zone), change.astimezone(zone)
    part = TimezoneDaylight() if now.dst() else TimezoneStandard()
    offset = then.utcoffset() or timedelta()
    part.add("dtstart", (change + offset).replace(tzinfo=None))
    part.add("tzoffsetfrom", offset)
    part.add("tzoffsetto", now.utcoffset() or timedelta())
    part.add("tzname", now.tzname() or zone.key)
    return part


def changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The moments between the two at which the clock of this zone is put forward or back, to the second."""
    early = first
    while early < last:
        late = early + STEP
        if early.astimezone(zone).utcoffset() != late.astimezone(zone).utcoffset():
            yield change_between(zone, early, late)
        early = late


def change_between(zone: ZoneInfo, early: datetime, late: datetime) -> datetime:
    """The first second of the new clock, found by halving."""
    before = early.astimezone(zone).utcoffset()
    while late - early > WHOLE:
        middle = early + timedelta(seconds=(late - early) // WHOLE // 2)
        if middle.astimezone(zone).utcoffset() == before:
            early = middle
        else:
            late = middle
    return late
