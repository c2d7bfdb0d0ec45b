"""What milestones hear from below."""

from __future__ import annotations

from accounts.models import User
from milestones.actions.erasing import erase_from_milestones


def forget_owner(sender: object, *, person: User, **others: object) -> None:
    """Somebody is erased."""
    erase_from_milestones(person, by=person)
