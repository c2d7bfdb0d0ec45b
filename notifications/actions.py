"""The outbox: a mail is a row first, written in the transaction of what it tells about."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from notifications import events, policies, tasks
from notifications.enums import MailState
from notifications.models import CalendarFeed, Mail
from notifications.registry import MAIL, MailKind


def enqueue(
    kind: MailKind,
    *,
    key: str,
    person: User,
    project_id: UUID | None = None,
    data: dict[str, Any] | None = None,
    due_at: datetime | None = None,
) -> Mail | None:
    """Put a mail to a person in the outbox and, on commit, its task in the queue.

    None where `key` has its mail already, and for somebody who has no address.

    `data` holds ids only. Raises ValueError for a kind that is not declared.
    """
    if not person.address:
        return None
    due = due_at or timezone.now()
    return _put(
        kind, Mail(key=key, person=person, to=person.address, project_id=project_id, data=data or {}, due_at=due)
    )


def enqueue_to(kind: MailKind, *, key: str, to: str, data: dict[str, Any]) -> Mail | None:
    """The same for an address, at once. An empty address makes a row for which nothing is sent."""
    return _put(kind, Mail(key=key, to=to, data=data, due_at=timezone.now()))


@dataclass(frozen=True)
class Post:
    """One of many mails of a kind: to an address, and to whom where the address is somebody's here."""

    key: str
    to: str
    person: User | None = None
    project_id: UUID | None = None
    data: dict[str, Any] = field(default_factory=dict)


AT_ONCE = 500  # rows to one statement


def enqueue_all(kind: MailKind, *, posts: Iterable[Post]) -> None:
    """Put many mails in the outbox, at most one for each key. The sweeper sends them, so no page waits for a queue."""
    if MAIL.get(kind.name) is not kind:
        raise ValueError(f"The mail {kind.name} is not declared.")
    _put_all(
        Mail(
            kind=kind.name,
            key=post.key,
            to=post.to,
            person=post.person,
            project_id=post.project_id,
            data=post.data,
            due_at=timezone.now(),
        )
        for post in posts
    )


def _put_all(mails: Iterable[Mail]) -> None:
    Mail.objects.bulk_create(mails, batch_size=AT_ONCE, ignore_conflicts=True)


def _put(kind: MailKind, mail: Mail) -> Mail | None:
    if MAIL.get(kind.name) is not kind:
        raise ValueError(f"The mail {kind.name} is not declared.")
    mail.kind = kind.name
    Mail.objects.bulk_create([mail], ignore_conflicts=True)
    if not Mail.objects.filter(pk=mail.pk).exists():
        return None
    transaction.on_commit(partial(tasks.publish, mail.pk))
    return mail


@transaction.atomic
def retry_mail(mail: Mail, *, by: User) -> None:
    """Send once more what failed. Raises `Refused` in any other state: what has perhaps gone is never sent again."""
    mail = Mail.objects.select_for_update().get(pk=mail.pk)
    policies.check_retry(mail)
    Mail.objects.filter(pk=mail.pk).update(state=MailState.DUE, due_at=timezone.now(), attempts=0, reason="")
    record(events.MAIL_RETRIED, by=by, target=mail, kind=mail.kind)
    transaction.on_commit(partial(tasks.publish, mail.pk))


def let_mails_again(project_id: UUID, *, since: datetime, by: User) -> int:
    """A project is open again: what was kept back since then may be put in the outbox once more, if it is still due.

    The rows stay in the log under a key of their own. What was sent, or perhaps sent, keeps its key for good.
    """
    kept_back = Mail.objects.filter(project_id=project_id, state=MailState.NOT_NEEDED, claimed_at__gte=since)
    return kept_back.update(key=Concat(Value("held_back:"), Cast("pk", CharField())))


@transaction.atomic
def erase_from_notifications(person: User, *, by: User) -> None:
    """Somebody is erased: every mail to them and the address of their calendar go."""
    mine = Q(person=person) | Q(to__iexact=person.address) if person.address else Q(person=person)
    Mail.objects.filter(mine).delete()
    CalendarFeed.objects.filter(person=person).delete()


@transaction.atomic
def make_feed(*, by: User) -> CalendarFeed:
    """A private address for this person's calendar. The one they had before answers no more."""
    User.objects.select_for_update().get(pk=by.pk)
    CalendarFeed.objects.filter(person=by).delete()
    feed = CalendarFeed.objects.create(person=by)
    record(events.FEED_MADE, by=by)
    return feed


@transaction.atomic
def delete_feed(*, by: User) -> None:
    """From now on the address answers no more. Without one there is nothing to do."""
    User.objects.select_for_update().get(pk=by.pk)
    if CalendarFeed.objects.filter(person=by).delete()[0]:
        record(events.FEED_DELETED, by=by)
