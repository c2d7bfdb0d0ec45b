"""Everything that projects keep."""

from contributions.models import Contribution, ContributionQuerySet, ContributionReply
from glossary.models import Definition, Term
from milestones.models import DateChange, Milestone, MilestoneLink, MilestoneList, MilestoneQuerySet, Phase
from projects.models.invitations import Invitation, InvitationList, InvitationQuerySet
from projects.models.pace import PaceAgreement
from projects.models.projects import Membership, MembershipQuerySet, Project, ProjectQuerySet, current, not_ended
from tensions.models import Tension, TensionQuerySet, TensionStep
from understanding.models import PulseAnswer, PulseRound
from understanding.models.aims import Aim, AimSignature
from understanding.models.expectations import Expectation, ExpectationRound

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
