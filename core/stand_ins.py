"""What stands in a compiled read where values will stand, and refuses to be looked at (`core.compiled`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NoReturn, TypeVar
from uuid import UUID

TEXT_MARK = "\ue000mark\ue000"  # within the marks of texts; no text of ours holds characters of private use


class LookedError(TypeError):
    """A builder did something with a value that its statement would keep for everybody."""


def look(*_args: object, **_kwargs: object) -> NoReturn:
    """Refuse, whatever is asked. Raises LookedError."""
    raise LookedError("A compiled read may not look at its values; what it decides by is given as a bool or an enum.")


class Mark:
    """Stands where a value will stand: `name` of the argument, `distance` from it, and whether it is one of a list."""

    name: str
    distance: timedelta | None
    is_list: bool

    __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __sub__ = __str__ = __format__ = look

    def __eq__(self, other: object) -> bool:
        return self is other or (False if other == "" else look())  # Django itself asks whether it is ""

    def __hash__(self) -> int:
        return id(self)


class Key(Mark, UUID):
    """A key."""

    __slots__ = ("distance", "is_list", "name")

    def __setattr__(self, name: str, value: object) -> None:  # type: ignore[override]
        object.__setattr__(self, name, value)

    hex = property(look)


class Text(Mark, str):
    """A text."""

    __len__ = __contains__ = __getitem__ = __iter__ = split = strip = lower = upper = look


class Day(Mark, date):
    """A day, or another one at a distance from it."""

    year = month = day = property(look)
    isoformat = strftime = weekday = isoweekday = replace = look

    def __add__(self, more: timedelta) -> Day:
        return named(Day(9000, 1, 1), self.name, (self.distance or timedelta()) + more)

    def __sub__(self, less: timedelta) -> Day:  # type: ignore[override]
        return self + -less if isinstance(less, timedelta) else look()


class Moment(Mark, datetime):
    """A moment, or another one at a distance from it."""

    year = month = day = hour = minute = property(look)
    isoformat = strftime = weekday = replace = date = time = timestamp = astimezone = look

    def __add__(self, more: timedelta) -> Moment:
        return named(Moment(9000, 1, 1, tzinfo=UTC), self.name, (self.distance or timedelta()) + more)

    def __sub__(self, less: timedelta) -> Moment:  # type: ignore[override]
        return self + -less if isinstance(less, timedelta) else look()


M = TypeVar("M", bound=Mark)
# A type of values: how its mark is made, and what Postgres calls it.
KINDS: dict[type, tuple[Callable[[], Mark], str]] = {
    UUID: (lambda: Key(int=0), "uuid"),
    str: (lambda: Text(TEXT_MARK), "text"),
    datetime: (lambda: Moment(9000, 1, 1, tzinfo=UTC), "timestamptz"),
    date: (lambda: Day(9000, 1, 1), "date"),
}


def named(mark: M, name: str, distance: timedelta | None = None, *, is_list: bool = False) -> M:
    """This mark, for the argument of this name; `is_list`: for any of the values of a list."""
    mark.name, mark.distance, mark.is_list = name, distance, is_list
    return mark
