"""What milestones hear from below."""

from __future__ import annotations

from accounts.models import User
from milestones.actions.erasing import erase_from_milestones


def forget_owner(sender: object, *, person: User, **others: object) -> None:
    """Takes an erased person off lists of milestones that wait."""
    erase_from_milestones(person, by=person)
