"""The words of a project, and which state may follow which."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What somebody does in a project. An administrator looks after the whole site and is not a member."""

    COORDINATOR = "coordinator", _("Coordinator")
    RESEARCHER = "researcher", _("Researcher")
    PARTNER = "partner", _("Partner")
    OBSERVER = "observer", _("Observer")
    ADMINISTRATOR = "administrator", _("Administrator")


MEMBER_ROLES = [role for role in Role if role is not Role.ADMINISTRATOR]
# Roles that take part in dialogues and read what is revealed to the whole project.
TAKING_PART = frozenset({Role.COORDINATOR, Role.RESEARCHER, Role.PARTNER})


class Standpoint(models.TextChoices):
    """From where somebody speaks. There is no order among them."""

    CLINICIAN = "clinician", _("Clinician")
    ACADEMIC = "academic", _("Academic")
    PATIENT = "patient", _("Patient")
    CARER = "carer", _("Carer")
    PUBLIC = "public", _("Member of the public")
    MANAGER = "manager", _("Manager")


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
    """Where an invitation is. That its link has run out is not a state: it follows from the date."""

    WAITING = "waiting", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REVOKED = "revoked", _("Taken back")


INVITATION_STEPS: dict[InvitationState, frozenset[InvitationState]] = {
    InvitationState.WAITING: frozenset({InvitationState.ACCEPTED, InvitationState.DECLINED, InvitationState.REVOKED}),
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


class Pace(models.TextChoices):
    """The two paces of a collaboration."""

    RAPID = "rapid", _("Rapid")
    SLOW = "slow", _("Slow")


class MilestoneKind(models.TextChoices):
    """What a milestone is a step of. Relationship work counts as work."""

    RELATIONAL = "relational", _("Relationship")
    GOVERNANCE = "governance", _("Governance")
    DATA = "data", _("Data")
    ANALYSIS = "analysis", _("Analysis")
    OUTPUT = "output", _("Output")


class MilestoneState(models.TextChoices):
    """Where a milestone is. Late is not a state: it follows from the date."""

    PLANNED = "planned", _("Not yet started")
    STARTED = "started", _("In progress")
    DONE = "done", _("Completed")


MILESTONE_STEPS: dict[MilestoneState, frozenset[MilestoneState]] = {
    MilestoneState.PLANNED: frozenset({MilestoneState.STARTED, MilestoneState.DONE}),
    MilestoneState.STARTED: frozenset({MilestoneState.DONE}),
    MilestoneState.DONE: frozenset({MilestoneState.STARTED}),
}


class RelationalStep(models.TextChoices):
    """Steps of a relationship that count as work."""

    TERMS = "terms", _("Terms of working together agreed")
    DECISION = "decision", _("First decision taken together")
    AUTHORSHIP = "authorship", _("Authorship agreed")
    FEEDBACK = "feedback", _("Feedback given to everybody who contributed")


class Topic(models.TextChoices):
    """What people expect of a collaboration, asked of each standpoint."""

    PURPOSE = "purpose", _("Purpose")
    VALUE = "value", _("Value")
    PACE = "pace", _("Pace")
    OUTPUTS = "outputs", _("Outputs")


class RoundState(models.TextChoices):
    """Where a round of expectations is: written blind, then side by side."""

    OPEN = "open", _("Being written")
    REVEALED = "revealed", _("Revealed")


ROUND_STEPS: dict[RoundState, frozenset[RoundState]] = {
    RoundState.OPEN: frozenset({RoundState.REVEALED}),
    RoundState.REVEALED: frozenset(),
}


class KnowledgeBasis(models.TextChoices):
    """From where a word gets its meaning. There is no order among them."""

    LIVED = "lived", _("Lived experience")
    CLINICAL = "clinical", _("Clinical practice")
    RESEARCH = "research", _("Research")
    ORGANISATION = "organisation", _("Running services")
    EVERYDAY = "everyday", _("Everyday speech")


class Nature(models.TextChoices):
    """Where a difficulty comes from."""

    TENSION = "tension", _("Tension: from a difference between us")
    BARRIER = "barrier", _("Barrier: from an organisation")


class Challenge(models.TextChoices):
    """The five challenges of Matthews and colleagues' paper on such collaborations."""

    RISK = "risk", _("Risks of new ways of working")
    PURPOSE = "purpose", _("Different ideas of purpose, value and expectations")
    INSTITUTION = "institution", _("Opposition of an institution")
    PACE = "pace", _("Clashing paces, languages and backgrounds")
    TIME = "time", _("Time to build shared understanding")


class TensionState(models.TextChoices):
    """Where a tension or barrier is. Living with it is an end of equal worth."""

    OPEN = "open", _("Open")
    ESCALATED = "escalated", _("Escalated")
    RESOLVED = "resolved", _("Resolved")
    LIVED_WITH = "lived_with", _("Lived with")


TENSION_STEPS: dict[TensionState, frozenset[TensionState]] = {
    TensionState.OPEN: frozenset({TensionState.ESCALATED, TensionState.RESOLVED, TensionState.LIVED_WITH}),
    TensionState.ESCALATED: frozenset({TensionState.OPEN, TensionState.RESOLVED, TensionState.LIVED_WITH}),
    TensionState.RESOLVED: frozenset({TensionState.OPEN}),
    TensionState.LIVED_WITH: frozenset({TensionState.OPEN}),
}
OPEN_TENSION = frozenset({TensionState.OPEN, TensionState.ESCALATED})


class ContributionState(models.TextChoices):
    """How far a contribution has come on its way to a change and back to whoever made it."""

    RAISED = "raised", _("Waiting for a decision")
    DECIDED = "decided", _("Decided")
    CHANGED = "changed", _("Changed something")
    TOLD = "told", _("Contributor told")
    CLOSED = "closed", _("Closed")


# Told straight after the decision where nothing changes; open again whenever the contributor says so.
CONTRIBUTION_STEPS: dict[ContributionState, frozenset[ContributionState]] = {
    ContributionState.RAISED: frozenset({ContributionState.DECIDED}),
    ContributionState.DECIDED: frozenset({ContributionState.CHANGED, ContributionState.TOLD}),
    ContributionState.CHANGED: frozenset({ContributionState.TOLD}),
    ContributionState.TOLD: frozenset({ContributionState.CLOSED, ContributionState.DECIDED}),
    ContributionState.CLOSED: frozenset({ContributionState.DECIDED}),
}


class Decision(models.TextChoices):
    """What was decided about a contribution."""

    ADOPTED = "adopted", _("Adopted")
    ADAPTED = "adapted", _("Adapted")
    NOT_ADOPTED = "not_adopted", _("Not adopted")


class ClosedBy(models.TextChoices):
    """What closed a contribution: its contributor's word, or a silence that had been announced."""

    CONTRIBUTOR = "contributor", _("Closed by whoever contributed it")
    SILENCE = "silence", _("Closed after the stated time without an answer")


class PulseState(models.TextChoices):
    """Where a round of the pulse is. Closed, only what may be shown of it is left."""

    OPEN = "open", _("Open for answers")
    CLOSED = "closed", _("Closed")


PULSE_STEPS: dict[PulseState, frozenset[PulseState]] = {
    PulseState.OPEN: frozenset({PulseState.CLOSED}),
    PulseState.CLOSED: frozenset(),
}
