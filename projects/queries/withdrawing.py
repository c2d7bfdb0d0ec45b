"""What somebody wrote in a project itself, outside its dialogues: what goes when they leave, and what stays.

The action that removes it reads the same rows as the preview that counts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from contributions.enums import ContributionState
from contributions.models import Contribution, ContributionReply
from glossary.models import Definition
from milestones.enums import MilestoneState
from milestones.models import Milestone
from projects.models import Membership
from tensions.models import Tension
from understanding.enums import PulseState
from understanding.models import AimSignature, Expectation, PulseAnswer

if TYPE_CHECKING:
    from projects.models import Project


@dataclass(frozen=True)
class Written:
    """How much somebody wrote in a project, by what becomes of it."""

    drafts: int
    expectations: int
    pulse: int
    contributions: int
    replies: int
    open_contributions: int
    owned_contributions: int
    signatures: int
    together: int
    open_milestones: int

    @property
    def said(self) -> int:
        """Words that stay where the person wants them to."""
        return self.expectations + self.contributions + self.pulse


def drafts(mine: QuerySet[Membership]) -> QuerySet[Expectation]:
    """What they began to write of what they expect and have not sent."""
    return Expectation.objects.filter(membership__in=mine).exclude(draft="")


def expectations(mine: QuerySet[Membership]) -> QuerySet[Expectation]:
    """What they sent of what they expect, revealed or not."""
    return Expectation.objects.filter(membership__in=mine).exclude(text="")


def answers(mine: QuerySet[Membership]) -> QuerySet[PulseAnswer]:
    """Their answers to a round of the pulse that is open. Of a closed one no answer is kept."""
    return PulseAnswer.objects.filter(membership__in=mine, round__state=PulseState.OPEN)


def said(mine: QuerySet[Membership]) -> QuerySet[Contribution]:
    """What they put in, whoever wrote it down, and from their reflections too."""
    return Contribution.objects.filter(contributor__in=mine).exclude(said="")


def replies(mine: QuerySet[Membership]) -> QuerySet[ContributionReply]:
    """What they answered when they were told."""
    return ContributionReply.objects.filter(contribution__contributor__in=mine)


def written(project: Project, mine: QuerySet[Membership]) -> Written:
    """`mine` are the memberships of one person in this project: one, or none."""
    people = mine.values("person")
    open_ones = Contribution.objects.filter(project=project).exclude(state=ContributionState.CLOSED)
    wrote = Q(submitted_by__in=people) | Q(changed_by__in=people)
    meanings = Definition.objects.filter(wrote, term__project=project).count()
    return Written(
        drafts=drafts(mine).count(),
        expectations=expectations(mine).count(),
        pulse=answers(mine).count(),
        contributions=said(mine).count(),
        replies=replies(mine).count(),
        open_contributions=open_ones.filter(contributor__in=mine).count(),
        owned_contributions=open_ones.filter(owner__in=mine).count(),
        signatures=AimSignature.objects.filter(membership__in=mine).count(),
        together=meanings + Tension.objects.filter(project=project, submitted_by__in=people).count(),
        open_milestones=Milestone.objects.filter(owner__in=mine).exclude(state=MilestoneState.DONE).count(),
    )
