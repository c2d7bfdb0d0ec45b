"""Somebody withdraws or is erased: what they wrote of what they expect and of how it goes.

What the project recorded together stays: its aim and who signed it.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from audit.actions import record
from participants.enums import Scope
from participants.models import Withdrawal
from participants.policies.withdrawing import LEAVES
from projects.actions.locking import lock_project
from projects.models import Membership
from understanding import events
from understanding.models import Expectation
from understanding.queries import withdrawing as queries


@transaction.atomic
def take_back_expectations(withdrawal: Withdrawal, *, by: User) -> None:
    """Whoever leaves loses their drafts, and what they sent too if they take back their words."""
    if withdrawal.scope in LEAVES:
        mine = Membership.objects.filter(project=withdrawal.project, person=withdrawal.person)
        _remove(mine, and_words=withdrawal.scope == Scope.WORDS, by=by)


@transaction.atomic
def erase_expectations(person: User, *, keep_words: bool, by: User) -> None:
    """Drafts go in any case, what was sent unless they keep it."""
    for membership in Membership.objects.filter(person=person).order_by("project"):
        lock_project(membership.project)
        _remove(Membership.objects.filter(pk=membership.pk), and_words=not keep_words, by=by)


def _remove(memberships: QuerySet[Membership], *, and_words: bool, by: User) -> None:
    """Drafts: nobody else may ever read them. `and_words`: what was sent goes too, for good."""
    for membership in memberships:
        mine = Membership.objects.filter(pk=membership.pk)
        Expectation.objects.filter(membership__in=mine, sent_at=None).delete()
        queries.drafts_of(mine).update(draft="", saved_at=None)
        if and_words:
            removed = [queries.expectations_of(mine).delete()[0], queries.pulse_answers_of(mine).delete()[0]]
            if any(removed):
                record(events.WORDS_REMOVED, by=by, project=membership.project, target=membership)
