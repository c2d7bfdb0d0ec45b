"""Page-sized reads of the outbox and of what needs somebody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parseaddr
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Exists, QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from core.compiled import compiled
from core.dates import site_day
from core.paging import count_in_words
from notifications.enums import MailState
from notifications.models import CalendarFeed, Mail
from notifications.policies import can_retry
from notifications.registry import (
    DATES,
    MOST_OF_A_KIND,
    NEEDS,
    OVERVIEWS,
    CalendarDate,
    Need,
    NeedSource,
    Overview,
)

# The tag that each state is shown with.
TAGS = {
    MailState.DUE: "waiting",
    MailState.SENDING: "waiting",
    MailState.SENT: "done",
    MailState.NOT_NEEDED: "neutral",
    MailState.UNKNOWN: "soon",
    MailState.FAILED: "late",
}
SIGNER = Signer(salt="notifications.calendar_feed", sep="~")
AT_ONCE = 500  # mails put in the queue by one sweep
MOST_ON_HOME = 50  # needs that "What needs me" shows as one list; where there are more, they come in groups
FEW = 5  # needs of a group


def due_ids() -> list[UUID]:
    """Mails whose time has come, oldest first, at most `AT_ONCE`."""
    due = Mail.objects.filter(state=MailState.DUE, due_at__lte=timezone.now())
    return list(due.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])


@compiled
def kinds_waiting(person: User, now: datetime, today: date) -> QuerySet[User, tuple[bool, ...]]:
    """One row that says of each kind in `NEEDS`, in their order, whether anything of it waits for this person.

    Asked before the kinds themselves: of more than twenty, two or three have something.
    """
    me = User.objects.filter(pk=person.pk)
    return me.values_list(*(Exists(source.of(person, now, today)) for source in NEEDS))


def waiting(person: User, now: datetime) -> dict[NeedSource[Any], list[Need]]:
    """What needs this person, by kind: the first of each, in order."""
    answers = kinds_waiting(person, now, site_day(now))
    kinds = [source for source, waits in zip(NEEDS, answers[0], strict=True) if waits] if answers else []
    return {source: in_order(source.first_needs(person, now), now) for source in kinds}


def in_order(needs: Iterable[Need], now: datetime) -> list[Need]:
    """Late first, then by date, then what has none."""
    return sorted(needs, key=lambda need: (not need.late, need.due_at is None, need.due_at or now, need.title))


def needs_of(person: User, now: datetime) -> list[Need]:
    """What needs this person, in order; of a kind of which there is very much, the first."""
    return in_order((need for needs in waiting(person, now).values() for need in needs), now)


@dataclass(frozen=True)
class NeedGroup:
    """What waits of one kind where there is much: the first few, how many there are in words, and where all are."""

    source: NeedSource[Any]
    number: str
    first: list[Need]
    more: bool

    @property
    def url(self) -> str:
        """The page of all of them."""
        return reverse("needs_of_a_kind", args=[self.source.name])


def need_groups(kinds: Mapping[NeedSource[Any], list[Need]], person: User, now: datetime) -> list[NeedGroup]:
    """The kinds as groups, the one with the most urgent first."""
    first = in_order((needs[0] for needs in kinds.values()), now)
    groups = [_group(source, needs, person, now) for source, needs in kinds.items()]
    return sorted(groups, key=lambda group: first.index(group.first[0]))


def _group(source: NeedSource[Any], needs: list[Need], person: User, now: datetime) -> NeedGroup:
    known = len(needs) <= MOST_OF_A_KIND
    number = str(len(needs)) if known else count_in_words(source.rows(person, now))
    return NeedGroup(source, number, needs[:FEW], more=len(needs) > FEW)


def need_source(name: str) -> NeedSource[Any] | None:
    """The kind of this name."""
    return next((source for source in NEEDS if source.name == name), None)


def overviews_of(person: User, now: datetime) -> list[Overview]:
    """The pages on which this person sees much at once."""
    return [overview for source in OVERVIEWS for overview in source(person, now)]


def mail_log(person: User, state: str = "") -> QuerySet[Mail]:
    """The outbox for an administrator, newest first; one state only where one is asked for."""
    mails = Mail.objects.visible_to(person).order_by("-created_at", "-pk")
    return mails.filter(state=state) if state in MailState.values else mails


@dataclass(frozen=True)
class MailRow:
    """A mail in the log: when its state came about, the tag of the state, whether it can be sent again."""

    mail: Mail
    at: datetime
    tag: str
    can_retry: bool


def mail_rows(mails: Iterable[Mail]) -> list[MailRow]:
    """Rows of the log; no read of their own."""
    return [MailRow(mail, moment_of(mail), TAGS[MailState(mail.state)], can_retry(mail)) for mail in mails]


def moment_of(mail: Mail) -> datetime:
    """When it was sent or last tried, or else when it is to go."""
    return mail.sent_at or (mail.due_at if mail.state == MailState.DUE else mail.claimed_at or mail.due_at)


def feed_of(person: User) -> CalendarFeed | None:
    """Their private calendar address, if they have one."""
    return CalendarFeed.objects.filter(person=person).first()


def feed_address(feed: CalendarFeed) -> str:
    """The whole address. Whoever has it reads the dates, so it stands only on its owner's page."""
    return settings.BASE_URL + reverse("calendar_feed", args=[SIGNER.sign(feed.pk.hex)])


def feed_owner(signed: str) -> User | None:
    """Whose calendar this is; None for what we did not sign, what was revoked, and whoever is not active."""
    try:
        key = UUID(hex=SIGNER.unsign(signed))
    except (BadSignature, ValueError):
        return None
    feed = CalendarFeed.objects.filter(pk=key, person__is_active=True).select_related("person").first()
    return feed.person if feed else None


def dates_of(person: User, now: datetime) -> list[CalendarDate]:
    """What stands in this person's calendar, in order."""
    return sorted((date for source in DATES for date in source(person, now)), key=lambda date: date.starts_at)


def next_date(person: User, now: datetime) -> CalendarDate | None:
    """What comes next in this person's calendar."""
    return next((date for date in dates_of(person, now) if date.starts_at > now), None)


def sender_address() -> str:
    """The bare address that all mail comes from."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
