"""Page-sized reads of the outbox and of what needs somebody."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from notifications.enums import MailState
from notifications.models import CalendarFeed, Mail
from notifications.policies import can_retry
from notifications.registry import DATES, NEEDS, OVERVIEWS, CalendarDate, Need, Overview

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


def due_ids() -> list[UUID]:
    """Mails whose time has come, oldest first, at most `AT_ONCE`."""
    due = Mail.objects.filter(state=MailState.DUE, due_at__lte=timezone.now())
    return list(due.order_by("due_at").values_list("pk", flat=True)[:AT_ONCE])


def needs_of(person: User, now: datetime) -> list[Need]:
    """Everything that needs this person: late first, then by date, then what has none."""
    needs = [need for source in NEEDS for need in source(person, now)]
    return sorted(needs, key=lambda need: (not need.late, need.due_at is None, need.due_at or now, need.title))


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
