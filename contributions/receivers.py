"""What contributions hear from below."""

from __future__ import annotations

from accounts.models import User
from contributions.actions import erase_contributor, take_back_contributions
from participants.models import Withdrawal


def take_back_words(sender: object, *, withdrawal: Withdrawal, **others: object) -> None:
    """Somebody withdrew: what they contributed goes if they said so."""
    take_back_contributions(withdrawal, by=withdrawal.person)


def forget_contributor(sender: object, *, person: User, keep_words: bool, **others: object) -> None:
    """Somebody is erased: what was told to them alone goes, and their words unless they keep them."""
    erase_contributor(person, keep_words=keep_words, by=person)
