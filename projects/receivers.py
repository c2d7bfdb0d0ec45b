"""What projects hear from below."""

from __future__ import annotations

from accounts.models import User
from projects.actions.erasing import erase_from_projects


def forget_member(sender: object, *, person: User, **others: object) -> None:
    """Somebody is erased: their memberships end and lose their name."""
    erase_from_projects(person, by=person)
