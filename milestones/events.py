"""What is kept of milestones and phases."""

from __future__ import annotations

from audit.registry import declare

MILESTONE_ADDED = declare("projects.milestone_added", "{actor} added a milestone.")


MILESTONE_CHANGED = declare("projects.milestone_changed", "{actor} changed a milestone: {fields}.", "fields")


MILESTONE_MOVED = declare(
    "projects.milestone_moved", "{actor} moved a milestone from {before} to {after}.", "before", "after"
)


MILESTONE_STARTED = declare("projects.milestone_started", "{actor} started a milestone.")


MILESTONE_COMPLETED = declare("projects.milestone_completed", "{actor} completed a milestone.")


MILESTONE_REOPENED = declare("projects.milestone_reopened", "{actor} reopened a milestone.")


PHASE_ADDED = declare("projects.phase_added", "{actor} added a phase.")


PHASE_CHANGED = declare("projects.phase_changed", "{actor} changed a phase.")


PHASE_REMOVED = declare("projects.phase_removed", "{actor} removed a phase.")


MILESTONES_CHANGED = declare(
    "projects.milestones_changed", "{actor} changed several milestones at once: {count}.", "count"
)


MILESTONES_IMPORTED = declare("projects.milestones_imported", "{actor} added milestones from a file: {count}.", "count")


MILESTONE_LINKED = declare("projects.milestone_linked", "{actor} changed what a milestone waits for.")
