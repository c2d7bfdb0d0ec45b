"""What of contributions is somebody's: what goes when they withdraw, and what stays.

The action that removes it reads the same rows as the preview that counts it.
"""

from __future__ import annotations

from django.db.models import QuerySet

from contributions.enums import ContributionState
from contributions.models import Contribution, ContributionReply
from projects.models import Membership


def with_words(memberships: QuerySet[Membership]) -> QuerySet[Contribution]:
    """What these people put in, whoever wrote it down, and from their reflections too."""
    return Contribution.objects.filter(contributor__in=memberships).exclude(said="")


def replies_of(memberships: QuerySet[Membership]) -> QuerySet[ContributionReply]:
    """What they answered when they were told."""
    return ContributionReply.objects.filter(contribution__contributor__in=memberships)


def not_closed(memberships: QuerySet[Membership]) -> QuerySet[Contribution]:
    """Their contributions that are not closed."""
    return Contribution.objects.filter(contributor__in=memberships).exclude(state=ContributionState.CLOSED)


def looked_after(memberships: QuerySet[Membership]) -> QuerySet[Contribution]:
    """Contributions that are not closed and that they look after."""
    return Contribution.objects.filter(owner__in=memberships).exclude(state=ContributionState.CLOSED)
