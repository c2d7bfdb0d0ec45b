"""What the apps above declare: kinds of mail, and what needs somebody. Page, digest and reminder read the same list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.functional import Promise

from core.compiled import Compiled, built
from core.dates import site_day

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Mail


@dataclass(frozen=True)
class Attachment:
    """A file that goes with a mail. `content_type` may carry parameters, as `text/calendar; method=REQUEST` does."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Letter:
    """The words of one mail, written at the moment it is sent. `link` is a path of this site, or empty."""

    subject: str
    text: str
    link: str = ""
    attachment: Attachment | None = None


@dataclass(frozen=True)
class MailKind:
    """One kind of mail.

    `write` returns the letter, or None where it is no longer needed: it is called at the moment of sending, so nobody
    is reminded of something done. `why` says in the mail why it came. The data of a `secret` kind are never kept.
    An `essential` kind also reaches somebody who withdrew from contact: a receipt they asked for. `after_closing`: it
    also goes out about a project that is closed, since whoever gets it has to know all the same.
    """

    name: str
    why: str | Promise
    write: Callable[[Mail], Letter | None]
    secret: bool = False
    essential: bool = False
    after_closing: bool = False


@dataclass(frozen=True)
class Need:
    """Something that needs a person: what, why, where, by when. `whole_day`: any time of that day will do."""

    title: str
    reason: str
    url: str
    project: str
    due_at: datetime | None = None
    late: bool = False
    whole_day: bool = False


Row = TypeVar("Row")


@dataclass(frozen=True)
class NeedSource(Generic[Row]):
    """One kind of need: `about` says in the plural what waits, `name` stands in the address of its page.

    `build` makes the queryset of the rows, the most urgent first, from those of `person`, `now` and `today` it names;
    `first` are as many of them as a page shows, compiled. `write` says what one row needs from that person.
    """

    name: str
    about: str | Promise
    build: Callable[..., QuerySet[Any, Row]]
    first: Compiled[[User, datetime, date], Row]
    write: Callable[[Row, User, datetime], Need]

    def rows(self, person: User, now: datetime) -> QuerySet[Any, Row]:
        """Every row."""
        return self.of(person, now, site_day(now))

    def of(self, person: User, now: datetime, today: date) -> QuerySet[Any, Row]:
        """Every row, as part of a compiled read."""
        return built(self.build, person=person, now=now, today=today)

    def first_needs(self, person: User, now: datetime) -> list[Need]:
        """The most urgent, at most `MOST_OF_A_KIND` and one more, which tells that there are others."""
        return self.needs(self.first(person, now, site_day(now)), person, now)

    def needs(self, rows: Iterable[Row], person: User, now: datetime) -> list[Need]:
        """What these rows need."""
        return [self.write(row, person, now) for row in rows]


@dataclass(frozen=True)
class Overview:
    """A page on which somebody sees much at once: its name, what it shows, where it is."""

    title: str
    text: str
    url: str


MOST_OF_A_KIND = 25
MAIL: dict[str, MailKind] = {}
NEEDS: list[NeedSource[Any]] = []
# Asked before each mail that is not essential: True where this person is not to be written to about this project.
MUTED: list[Callable[[User, UUID], bool]] = []
# Asked before each mail that is not for after the closing either: True where nothing is sent about this project.
SILENT: list[Callable[[UUID], bool]] = []
# Pages that show somebody much at once, led to from "What needs me".
OVERVIEWS: list[Callable[[User, datetime], Iterable[Overview]]] = []
# What stands in a person's calendar.
DATES: list[Callable[[User, datetime], Iterable[CalendarDate]]] = []


@dataclass(frozen=True)
class CalendarDate:
    """One entry of a person's calendar. `uid` stays the same for good and `sequence` rises with each change.

    `starts_at` is a moment; `time_zone` is the IANA name of the clock it was planned on. `title` and `text` hold no
    words of research and no names of people.
    """

    uid: str
    sequence: int
    title: str
    starts_at: datetime
    minutes: int
    time_zone: str
    place: str = ""
    link: str = ""
    text: str = ""


def declare_mail(kind: MailKind) -> MailKind:
    """Declare a kind of mail once, in an app's `notices`."""
    if kind.name in MAIL:
        raise ValueError(f"The mail {kind.name} is declared twice.")
    MAIL[kind.name] = kind
    return kind


def declare_needs(
    build: Callable[..., QuerySet[Any, Row]], about: str | Promise
) -> Callable[[Callable[[Row, User, datetime], Need]], NeedSource[Row]]:
    """Declare what of an app needs somebody; decorates, in its `notices`, what is said about one row of `build`."""

    def first(person: User, now: datetime, today: date) -> QuerySet[Any, Row]:
        return built(build, person=person, now=now, today=today)[: MOST_OF_A_KIND + 1]

    def declare(write: Callable[[Row, User, datetime], Need]) -> NeedSource[Row]:
        source = NeedSource(write.__name__, about, build, Compiled(first), write)
        NEEDS.append(source)
        return source

    return declare


def declare_overviews(
    source: Callable[[User, datetime], Iterable[Overview]],
) -> Callable[[User, datetime], Iterable[Overview]]:
    """Declare pages that show somebody much at once; used as a decorator in an app's `notices`."""
    OVERVIEWS.append(source)
    return source


def declare_muted(source: Callable[[User, UUID], bool]) -> Callable[[User, UUID], bool]:
    """Declare a reason not to write to somebody about a project; used as a decorator in an app's `notices`."""
    MUTED.append(source)
    return source


def declare_silent(source: Callable[[UUID], bool]) -> Callable[[UUID], bool]:
    """Declare when nothing is sent about a project to anybody; used as a decorator in an app's `notices`."""
    SILENT.append(source)
    return source


def declare_dates(
    source: Callable[[User, datetime], Iterable[CalendarDate]],
) -> Callable[[User, datetime], Iterable[CalendarDate]]:
    """Declare dates of people's calendars; used as a decorator in an app's `notices`."""
    DATES.append(source)
    return source
