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

PACE_AGREED = declare(
    "projects.pace_agreed",
    "{actor} recorded a pace agreement: {rapid_days} days, {slow_months} months.",
    "rapid_days",
    "slow_months",
)
LIST_FETCHED = declare("projects.list_fetched", "{actor} fetched a list as a file: {name}.", "name")
