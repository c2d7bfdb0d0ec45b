"""What projects hear from below."""

from __future__ import annotations

from accounts.models import User
from projects.actions.erasing import forget


def forget_member(sender: object, *, person: User, keep_words: bool, **others: object) -> None:
    """Somebody is erased: their memberships end, and their words go or stand without a name."""
    forget(person, keep_words=keep_words, by=person)
