"""Everything that projects keep."""

from projects.models.invitations import Invitation, InvitationList, InvitationQuerySet
from projects.models.pace import PaceAgreement
from projects.models.projects import (
    InProject,
    Membership,
    MembershipQuerySet,
    Project,
    ProjectQuerySet,
    where_current,
    where_not_ended,
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
    "where_current",
    "where_not_ended",
]
