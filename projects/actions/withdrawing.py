"""Somebody leaves a project: what they wrote in the project itself goes or stays, as they chose.

Always within the transaction of their own act, which holds the project.
"""

from __future__ import annotations

from django.db import transaction

from accounts.models import User
from audit.actions import record
from contributions import events
from contributions.models import Contribution
from projects.models import Membership
from projects.queries import withdrawing as queries
from understanding.models import Expectation


@transaction.atomic
def leave_behind(membership: Membership, *, and_words: bool, by: User) -> None:
    """Drafts go in any case: nobody else may ever read them. `and_words`: what they sent goes too, for good.

    What the project recorded together stays: its aim and who signed it, meanings of words, tensions, decisions.
    """
    mine = Membership.objects.filter(pk=membership.pk)
    Expectation.objects.filter(membership__in=mine, sent_at=None).delete()
    queries.drafts(mine).update(draft="", saved_at=None)
    if and_words:
        _remove_words(membership, by)


def _remove_words(membership: Membership, by: User) -> None:
    mine = Membership.objects.filter(pk=membership.pk)
    emptied = list(queries.said(mine).select_for_update().values_list("pk", flat=True))
    Contribution.objects.filter(pk__in=emptied).update(said="")
    gone = [
        queries.replies(mine).delete()[0],
        queries.expectations(mine).delete()[0],
        queries.answers(mine).delete()[0],
    ]
    if emptied or any(gone):
        record(events.CONTRIBUTIONS_EMPTIED, by=by, project=membership.project, target=membership)
