"""What participants hear from below."""

from __future__ import annotations

from accounts.models import User
from participants.actions.withdrawing import erase_consents


def forget_consents(sender: object, *, person: User, **others: object) -> None:
    """Somebody is erased: the sealed copies of their consents go."""
    erase_consents(person, by=person)
