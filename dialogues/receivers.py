"""What dialogues hear from below."""

from __future__ import annotations

from accounts.models import User
from dialogues.actions.dialogues import move_seats, name_seats
from projects.models import Membership


def follow_naming(sender: object, *, membership: Membership, **others: object) -> None:
    """Somebody chose another name for a project: their seats there follow."""
    name_seats(membership)


def follow_merge(sender: object, *, old: User, new: User, **others: object) -> None:
    """Somebody took over a place with an account they had: the seats go with it."""
    move_seats(old=old, new=new)
