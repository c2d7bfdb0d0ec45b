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
