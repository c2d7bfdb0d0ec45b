"""What the outbox hears from below."""

from __future__ import annotations

import uuid
from typing import Any

from accounts.models import User
from notifications.actions import enqueue_to, erase_from_notifications
from notifications.notices import SIGN_IN


def queue_sign_in_mail(sender: object, *, to: str, subject: str, text: str, **others: Any) -> None:
    """A code or a key somebody asked for: each request is a mail of its own."""
    enqueue_to(SIGN_IN, key=f"{SIGN_IN.name}:{uuid.uuid4()}", to=to, data={"subject": subject, "text": text})


def forget_mails(sender: object, *, person: User, **others: Any) -> None:
    """Somebody is erased."""
    erase_from_notifications(person, by=person)
