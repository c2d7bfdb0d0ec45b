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
