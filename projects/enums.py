"""Roles, standpoints, states and approvals of a project, and which state may follow which."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Role(models.TextChoices):
    """What somebody does in a project. An administrator looks after the whole site and is a member of none."""

    COORDINATOR = "coordinator", _("Coordinator")
    RESEARCHER = "researcher", _("Researcher")
    PARTNER = "partner", _("Partner")
    OBSERVER = "observer", _("Observer")
    ADMINISTRATOR = "administrator", _("Administrator")


MEMBER_ROLES = [role for role in Role if role is not Role.ADMINISTRATOR]
# Who takes part: roles that write, and read what is revealed to all. An observer is a member and does not.
TAKING_PART = frozenset({Role.COORDINATOR, Role.RESEARCHER, Role.PARTNER})


class Standpoint(models.TextChoices):
    """From where somebody speaks. There is no order among them."""

    CLINICIAN = "clinician", _("Clinician")
    ACADEMIC = "academic", _("Academic")
    PATIENT = "patient", _("Patient")
    CARER = "carer", _("Carer")
    PUBLIC = "public", _("Member of the public")
    MANAGER = "manager", _("Manager")


# The people of a standpoint, as a sentence names them.
STANDPOINT_PEOPLE: dict[str, str | Promise] = {
    Standpoint.CLINICIAN: _("clinicians"),
    Standpoint.ACADEMIC: _("academics"),
    Standpoint.PATIENT: _("patients"),
    Standpoint.CARER: _("carers"),
    Standpoint.PUBLIC: _("members of the public"),
    Standpoint.MANAGER: _("managers"),
}
# The same as the name of a group, where there is little room.
STANDPOINT_GROUPS: dict[str, str | Promise] = {
    Standpoint.CLINICIAN: pgettext_lazy("group", "Clinicians"),
    Standpoint.ACADEMIC: pgettext_lazy("group", "Academics"),
    Standpoint.PATIENT: pgettext_lazy("group", "Patients"),
    Standpoint.CARER: pgettext_lazy("group", "Carers"),
    Standpoint.PUBLIC: pgettext_lazy("group", "Public"),
    Standpoint.MANAGER: pgettext_lazy("group", "Managers"),
}


class ProjectState(models.TextChoices):
    """Where a project is in its life."""

    FORMING = "forming", _("Forming")
    ACTIVE = "active", _("Active")
    CLOSED = "closed", _("Closed")
    ARCHIVED = "archived", _("Archived")


PROJECT_STEPS: dict[ProjectState, frozenset[ProjectState]] = {
    ProjectState.FORMING: frozenset({ProjectState.ACTIVE, ProjectState.CLOSED}),
    ProjectState.ACTIVE: frozenset({ProjectState.CLOSED}),
    ProjectState.CLOSED: frozenset({ProjectState.ACTIVE, ProjectState.ARCHIVED}),
    ProjectState.ARCHIVED: frozenset(),
}
OPEN_PROJECT = frozenset({ProjectState.FORMING, ProjectState.ACTIVE})


class InvitationState(models.TextChoices):
    """What was answered to an invitation. An unanswered one waits until its link has run out: that is no state."""

    UNANSWERED = "waiting", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REVOKED = "revoked", _("Taken back")


INVITATION_STEPS: dict[InvitationState, frozenset[InvitationState]] = {
    InvitationState.UNANSWERED: frozenset(
        {InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.REVOKED}
    ),
    InvitationState.ACCEPTED: frozenset(),
    InvitationState.DECLINED: frozenset(),
    InvitationState.REVOKED: frozenset(),
}


class Approach(models.TextChoices):
    """How a project analyses what was said."""

    FRAMEWORK = "framework", _("Framework method")
    REFLEXIVE = "reflexive", _("Reflexive thematic analysis")
    RELIABILITY = "reliability", _("Coding reliability")


class Approval(models.TextChoices):
    """Who approves the research before it starts."""

    UNDECIDED = "undecided", _("Not decided yet")
    NHS = "nhs", _("NHS research ethics (IRAS)")
    UNIVERSITY = "university", _("University committee only")
    NOT_REQUIRED = "not_required", _("Not required")
