"""Everything that projects keep."""

from projects.models.invitations import Invitation, InvitationList, InvitationQuerySet
from projects.models.pace import PaceAgreement
from projects.models.projects import (
    InProject,
    Membership,
    MembershipQuerySet,
    Project,
    ProjectQuerySet,
    current,
    not_ended,
)

__all__ = [
    "InProject",
    "Invitation",
    "InvitationList",
    "InvitationQuerySet",
    "Membership",
    "MembershipQuerySet",
    "PaceAgreement",
    "Project",
    "ProjectQuerySet",
    "current",
    "not_ended",
]
