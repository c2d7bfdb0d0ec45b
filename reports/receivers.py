"""What reports hear from below."""

from __future__ import annotations

from accounts.models import User
from participants.models import Withdrawal
from participants.policies.withdrawing import LEAVES
from reports import actions, queries


def end_files(sender: object, *, withdrawal: Withdrawal, **others: object) -> None:
    """Somebody left a project: files that may hold their words end, whether the words stay there or not."""
    if withdrawal.scope in LEAVES and queries.has_written(withdrawal.person, withdrawal.project):
        actions.end_files_with_words(withdrawal.project, by=withdrawal.person)


def forget_files(sender: object, *, person: User, **others: object) -> None:
    """Somebody is erased."""
    actions.erase_from_reports(person, by=person)
