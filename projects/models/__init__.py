"""Everything that projects keep."""

from projects.models.contributions import Contribution, ContributionQuerySet, ContributionReply
from projects.models.invitations import Invitation, InvitationList, InvitationQuerySet
from projects.models.milestones import (
    DateChange,
    Milestone,
    MilestoneLink,
    MilestoneList,
    MilestoneQuerySet,
    Phase,
)
from projects.models.projects import Membership, MembershipQuerySet, Project, ProjectQuerySet, current, not_ended
from projects.models.pulse import PulseAnswer, PulseRound
from projects.models.tensions import Tension, TensionQuerySet, TensionStep
from projects.models.understanding import (
    Aim,
    AimSignature,
    Definition,
    Expectation,
    ExpectationRound,
    PaceAgreement,
    Term,
)

__all__ = [
    "Aim",
    "AimSignature",
    "Contribution",
    "ContributionQuerySet",
    "ContributionReply",
    "DateChange",
    "Definition",
    "Expectation",
    "ExpectationRound",
    "Invitation",
    "InvitationList",
    "InvitationQuerySet",
    "Membership",
    "MembershipQuerySet",
    "Milestone",
    "MilestoneLink",
    "MilestoneList",
    "MilestoneQuerySet",
    "PaceAgreement",
    "Phase",
    "Project",
    "ProjectQuerySet",
    "PulseAnswer",
    "PulseRound",
    "Tension",
    "TensionQuerySet",
    "TensionStep",
    "Term",
    "current",
    "not_ended",
]
