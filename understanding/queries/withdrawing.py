"""What somebody wrote of what they expect and of how it goes: what goes when they withdraw, and what stays.

The action that removes it reads the same rows as the preview that counts it.
"""

from __future__ import annotations

from django.db.models import QuerySet

from projects.models import Membership
from understanding.enums import PulseState
from understanding.models import AimSignature, Expectation, PulseAnswer


def drafts_of(memberships: QuerySet[Membership]) -> QuerySet[Expectation]:
    """What these people began to write of what they expect and have not sent."""
    return Expectation.objects.filter(membership__in=memberships).exclude(draft="")


def expectations_of(memberships: QuerySet[Membership]) -> QuerySet[Expectation]:
    """What they sent of what they expect, revealed or not."""
    return Expectation.objects.filter(membership__in=memberships).exclude(text="")


def pulse_answers_of(memberships: QuerySet[Membership]) -> QuerySet[PulseAnswer]:
    """Their answers to a round of the pulse that is open. Of a closed one no answer is kept."""
    return PulseAnswer.objects.filter(membership__in=memberships, round__state=PulseState.OPEN)


def signatures_of(memberships: QuerySet[Membership]) -> QuerySet[AimSignature]:
    """Their signatures under the shared aim, in all its versions."""
    return AimSignature.objects.filter(membership__in=memberships)
