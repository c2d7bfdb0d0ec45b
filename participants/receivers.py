"""What participants hear from below."""

from __future__ import annotations

from accounts.models import User
from participants.actions.withdrawing import forget


def forget_consents(sender: object, *, person: User, **others: object) -> None:
    """Somebody is erased."""
    forget(person, by=person)
