"""What dialogues hear from below."""

from __future__ import annotations

from dialogues.actions.dialogues import name_seats
from projects.models import Membership


def follow_naming(sender: object, *, membership: Membership, **others: object) -> None:
    """Somebody chose another name for a project: their seats there follow."""
    name_seats(membership)
