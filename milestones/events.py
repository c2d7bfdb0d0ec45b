"""What is kept of milestones and phases."""

from __future__ import annotations

from audit.registry import declare

MILESTONE_ADDED = declare("milestones.milestone_added", "{actor} added a milestone.")
MILESTONE_CHANGED = declare("milestones.milestone_changed", "{actor} changed a milestone: {fields}.", "fields")
MILESTONE_MOVED = declare(
    "milestones.milestone_moved", "{actor} moved a milestone from {before} to {after}.", "before", "after"
)
MILESTONE_STARTED = declare("milestones.milestone_started", "{actor} started a milestone.")
MILESTONE_COMPLETED = declare("milestones.milestone_completed", "{actor} completed a milestone.")
MILESTONE_REOPENED = declare("milestones.milestone_reopened", "{actor} reopened a milestone.")
PHASE_ADDED = declare("milestones.phase_added", "{actor} added a phase.")
PHASE_CHANGED = declare("milestones.phase_changed", "{actor} changed a phase.")
PHASE_REMOVED = declare("milestones.phase_removed", "{actor} removed a phase.")
MILESTONES_CHANGED = declare(
    "milestones.milestones_changed", "{actor} changed several milestones at once: {count}.", "count"
)
MILESTONES_IMPORTED = declare(
    "milestones.milestones_imported", "{actor} added milestones from a file: {count}.", "count"
)
MILESTONE_LINKED = declare("milestones.milestone_linked", "{actor} changed what a milestone waits for.")
