"""What shared understanding hears from below."""

from __future__ import annotations

from accounts.models import User
from participants.models import Withdrawal
from understanding.actions.withdrawing import erase_expectations, take_back_expectations


def take_back_words(sender: object, *, withdrawal: Withdrawal, **others: object) -> None:
    """Somebody withdrew: their drafts go, and what they sent if they said so."""
    take_back_expectations(withdrawal, by=withdrawal.person)


def forget_writer(sender: object, *, person: User, keep_words: bool, **others: object) -> None:
    """Somebody is erased."""
    erase_expectations(person, keep_words=keep_words, by=person)
