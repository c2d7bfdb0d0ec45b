"""What the apps above declare: kinds of mail, and what needs somebody. Page, digest and reminder read the same list."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from accounts.models import User
    from notifications.models import Mail


@dataclass(frozen=True)
class Letter:
    """The words of one mail, written at the moment it is sent. `link` is a path of this site, or empty."""

    subject: str
    text: str
    link: str = ""


@dataclass(frozen=True)
class MailKind:
    """One kind of mail.

    `write` returns the letter, or None where it is no longer needed: it is called at the moment of sending, so nobody
    is reminded of something done. `why` says in the mail why it came. The data of a `secret` kind are never kept.
    """

    name: str
    why: str | Promise
    write: Callable[[Mail], Letter | None]
    secret: bool = False


@dataclass(frozen=True)
class Need:
    """Something that needs a person: what, why, where, by when."""

    title: str
    reason: str
    url: str
    project: str
    due_at: datetime | None = None
    late: bool = False


MAIL: dict[str, MailKind] = {}
NEEDS: list[Callable[[User, datetime], Iterable[Need]]] = []


def declare_mail(kind: MailKind) -> MailKind:
    """Declare a kind of mail once, in an app's `notices.py`."""
    if kind.name in MAIL:
        raise ValueError(f"The mail {kind.name} is declared twice.")
    MAIL[kind.name] = kind
    return kind


def declare_needs(
    source: Callable[[User, datetime], Iterable[Need]],
) -> Callable[[User, datetime], Iterable[Need]]:
    """Declare what of an app needs somebody; used as a decorator in its `notices.py`."""
    NEEDS.append(source)
    return source
