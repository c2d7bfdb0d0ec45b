"""How a date and a moment are said in words: "Monday 12 May 2027, 2:30pm (UK time)"."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import lru_cache
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.dateformat import format as write
from django.utils.translation import get_language
from django.utils.translation import gettext as _

UK_ZONES = frozenset(
    {"Europe/London", "Europe/Belfast", "Europe/Jersey", "Europe/Guernsey", "Europe/Isle_of_Man", "GB"}
)
UTC_ZONES = frozenset({"UTC", "Etc/UTC", "Etc/GMT", "GMT"})


def say_zone(name: str) -> str:
    """The zone in words: "UK time" for the United Kingdom, otherwise its city, "Paris time"."""
    if name in UK_ZONES:
        return _("UK time")
    if name in UTC_ZONES:
        return "UTC"
    return _("%(city)s time") % {"city": name.rpartition("/")[2].replace("_", " ")}


def say_clock(moment: datetime) -> str:
    """The time of day of `moment` as it stands: "2:30pm", "9am", "midday", "midnight"."""
    if moment.minute:
        return f"{moment.hour % 12 or 12}:{moment.minute:02}{'am' if moment.hour < 12 else 'pm'}"
    if moment.hour % 12:
        return f"{moment.hour % 12}{'am' if moment.hour < 12 else 'pm'}"
    return _("midday") if moment.hour else _("midnight")


def say_day(day: date) -> str:
    """A calendar day: "Wednesday 12 May 2027". A datetime is taken in its own zone."""
    return _in_words(day.year, day.month, day.day, get_language())


@lru_cache(maxsize=4096)
def _in_words(year: int, month: int, day: int, language: str | None) -> str:
    """Lists say the same few days again and again; `language` is the active one."""
    return write(date(year, month, day), "l j F Y")


def iso(day: date | None) -> str:
    """A day for files that a program reads: "2027-05-12"; nothing where there is none. A moment: the reader's day."""
    if isinstance(day, datetime):
        day = timezone.localtime(day).date()
    return day.isoformat() if day else ""


def site_day(moment: datetime) -> date:
    """The day of a moment on the site's clock: page, mail and job agree on it, wherever somebody reads."""
    return timezone.localdate(moment, timezone.get_default_timezone())


# While a compiled read is built (`core.compiled`): what stands for today in it, so that no statement keeps a day.
_today: ContextVar[date | None] = ContextVar("today", default=None)


def site_today() -> date:
    """Today on the site's clock. What decides anything, or is kept as a day, asks this and never a reader's clock."""
    stand_in = _today.get()
    return site_day(timezone.now()) if stand_in is None else stand_in


@contextmanager
def stand_in_for_today(mark: date) -> Iterator[None]:
    """Within it, `site_today` answers this mark."""
    before = _today.set(mark)
    try:
        yield
    finally:
        _today.reset(before)


def end_of_day(day: date, zone_name: str) -> datetime:
    """The last minute of a day on the clock of `zone_name`. Raises KeyError for an unknown zone."""
    return datetime.combine(day, time(23, 59), ZoneInfo(zone_name))


def local_moment(moment: datetime, zone_name: str) -> datetime:
    """The moment on the clock of `zone_name`. Raises ValueError for a naive moment, KeyError for an unknown zone."""
    if timezone.is_naive(moment):
        raise ValueError("A moment needs a time zone.")
    return moment.astimezone(ZoneInfo(zone_name))


def say_moment(moment: datetime, zone_name: str) -> str:
    """A moment on the clock of `zone_name`, the zone named in words. Raises as `local_moment` does."""
    local = local_moment(moment, zone_name)
    return f"{say_day(local)}, {say_clock(local)} ({say_zone(zone_name)})"
