"""What dialogues hear from below."""

from __future__ import annotations

from accounts.models import User
from dialogues.actions.dialogues import move_seats, name_seats
from dialogues.actions.withdrawing import forget, take_back
from participants.models import Withdrawal
from projects.models import Membership


def follow_naming(sender: object, *, membership: Membership, **others: object) -> None:
    """Somebody chose another name for a project: their seats there follow."""
    name_seats(membership)


def take_back_words(sender: object, *, withdrawal: Withdrawal, **others: object) -> None:
    """Somebody withdrew: their drafts and free seats go, and their words if they said so."""
    take_back(withdrawal, by=withdrawal.person)


def forget_author(sender: object, *, person: User, keep_words: bool, **others: object) -> None:
    """Somebody is erased."""
    forget(person, keep_words=keep_words, by=person)


def follow_merge(sender: object, *, old: User, new: User, **others: object) -> None:
    """Somebody took over a place with an account they had: the seats go with it."""
    move_seats(old=old, new=new)
