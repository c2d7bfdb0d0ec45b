"""What is recorded about projects, in sentences; `{actor}` is filled in by whoever may render names."""

from audit.registry import declare

PROJECT_CREATED = declare("projects.project_created", "{actor} created the project.")
PROJECT_CHANGED = declare("projects.project_changed", "{actor} changed the project: {fields}.", "fields")
PROJECT_STATE_CHANGED = declare(
    "projects.project_state_changed",
    "{actor} changed the state of the project from {before} to {after}.",
    "before",
    "after",
)
MEMBER_ADDED = declare(
    "projects.member_added", "{actor} added somebody as {role}, standpoint {standpoint}.", "role", "standpoint"
)
MEMBER_CHANGED = declare("projects.member_changed", "{actor} changed a membership: {fields}.", "fields")
MEMBER_ENDED = declare("projects.member_ended", "{actor} ended a membership.")
MILESTONE_ADDED = declare("projects.milestone_added", "{actor} added a milestone.")
MILESTONE_CHANGED = declare("projects.milestone_changed", "{actor} changed a milestone: {fields}.", "fields")
MILESTONE_MOVED = declare(
    "projects.milestone_moved", "{actor} moved a milestone from {before} to {after}.", "before", "after"
)
MILESTONE_STARTED = declare("projects.milestone_started", "{actor} started a milestone.")
MILESTONE_COMPLETED = declare("projects.milestone_completed", "{actor} completed a milestone.")
MILESTONE_REOPENED = declare("projects.milestone_reopened", "{actor} reopened a milestone.")

# Erasure. The history does not say who.
MEMBER_ERASED = declare(
    "projects.member_erased", "Somebody who took part had their name removed for good.", confidential=True
)
# Invitations, and what people do with their own membership.
INVITED = declare(
    "projects.invited", "{actor} invited somebody as {role}, standpoint {standpoint}.", "role", "standpoint"
)
LIST_INVITED = declare("projects.list_invited", "{actor} invited people from a list: {count}.", "count")
INVITATION_SENT_AGAIN = declare("projects.invitation_sent_again", "{actor} sent an invitation again.")
INVITATION_REVOKED = declare("projects.invitation_revoked", "{actor} took an invitation back.")
INVITATION_DECLINED = declare("projects.invitation_declined", "Somebody declined an invitation.")
INVITATION_ACCEPTED = declare(
    "projects.invitation_accepted",
    "{actor} accepted an invitation as {role}, standpoint {standpoint}.",
    "role",
    "standpoint",
)
MEMBER_CLAIMED = declare(
    "projects.member_claimed", "{actor} took the place that a coordinator had made for them without an e-mail address."
)
MEMBER_NAMED = declare("projects.member_named", "{actor} chose how they are named in this project.")
MEMBER_LEFT = declare("projects.member_left", "{actor} left the project.")

# Shared understanding.
AIM_WRITTEN = declare("projects.aim_written", "{actor} wrote version {number} of the shared aim.", "number")
AIM_SIGNED = declare("projects.aim_signed", "{actor} signed version {number} of the shared aim.", "number")
AIM_UNSIGNED = declare(
    "projects.aim_unsigned", "{actor} took back their signature under version {number} of the shared aim.", "number"
)
EXPECTATIONS_ASKED = declare("projects.expectations_asked", "{actor} asked everybody what they expect.")
EXPECTATIONS_SENT = declare("projects.expectations_sent", "Somebody sent what they expect.", confidential=True)
EXPECTATIONS_REVEALED = declare("projects.expectations_revealed", "{actor} revealed what everybody expects.")
EXPECTATIONS_DATED = declare(
    "projects.expectations_dated", "{actor} changed the day on which everybody is asked again what they expect."
)
PACE_AGREED = declare(
    "projects.pace_agreed",
    "{actor} recorded a pace agreement: {rapid_days} days, {slow_months} months.",
    "rapid_days",
    "slow_months",
)
TERM_ADDED = declare("projects.term_added", "{actor} added a word to the glossary.")
TERM_REMOVED = declare("projects.term_removed", "{actor} took a word out of the glossary.")
DEFINITION_ADDED = declare("projects.definition_added", "{actor} added a meaning to the glossary.")
DEFINITION_CHANGED = declare("projects.definition_changed", "{actor} changed a meaning in the glossary.")
DEFINITION_REMOVED = declare("projects.definition_removed", "{actor} took a meaning out of the glossary.")
# Tensions and barriers.
TENSION_RAISED = declare("projects.tension_raised", "{actor} raised a tension or barrier.")
TENSION_CHANGED = declare("projects.tension_changed", "{actor} changed a tension or barrier: {fields}.", "fields")
TENSION_STEP_TAKEN = declare("projects.tension_step_taken", "{actor} recorded a step on a tension or barrier.")
TENSION_MOVED = declare(
    "projects.tension_moved", "{actor} changed a tension or barrier from {before} to {after}.", "before", "after"
)
# Contributions. Who contributed is never said here.
CONTRIBUTION_MADE = declare("projects.contribution_made", "A contribution was made.", confidential=True)
CONTRIBUTION_TAKEN = declare("projects.contribution_taken", "{actor} took up a contribution.")
CONTRIBUTION_CHANGED = declare("projects.contribution_changed", "{actor} changed a contribution: {fields}.", "fields")
CONTRIBUTION_DECIDED = declare(
    "projects.contribution_decided", "{actor} decided about a contribution: {decision}.", "decision"
)
CONTRIBUTION_DID = declare("projects.contribution_did", "{actor} recorded what a contribution changed.")
CONTRIBUTION_TOLD = declare("projects.contribution_told", "{actor} told a contributor what came of it.")
CONTRIBUTION_ANSWERED = declare("projects.contribution_answered", "A contributor answered.", confidential=True)
CONTRIBUTION_CLOSED = declare(
    "projects.contribution_closed", "A contribution was closed: {closed_by}.", "closed_by", confidential=True
)
CONTRIBUTION_REOPENED = declare("projects.contribution_reopened", "A contribution was opened again.", confidential=True)
CONTRIBUTIONS_EMPTIED = declare(
    "projects.contributions_emptied", "Words of somebody who withdrew were removed.", confidential=True
)
# The pulse. Who has answered is never said.
PULSE_OPENED = declare("projects.pulse_opened", "{actor} opened a round of the pulse.")
PULSE_CLOSED = declare("projects.pulse_closed", "A round of the pulse closed.")
# The plan.
PROJECT_COPIED = declare("projects.project_copied", "{actor} made this project from a copy of another.")
PHASE_ADDED = declare("projects.phase_added", "{actor} added a phase.")
PHASE_CHANGED = declare("projects.phase_changed", "{actor} changed a phase.")
PHASE_REMOVED = declare("projects.phase_removed", "{actor} removed a phase.")
MILESTONES_CHANGED = declare(
    "projects.milestones_changed", "{actor} changed several milestones at once: {count}.", "count"
)
MILESTONES_IMPORTED = declare("projects.milestones_imported", "{actor} added milestones from a file: {count}.", "count")
MILESTONE_LINKED = declare("projects.milestone_linked", "{actor} changed what a milestone waits for.")
LIST_FETCHED = declare("projects.list_fetched", "{actor} fetched a list as a file: {name}.", "name")
