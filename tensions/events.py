"""What is kept of tensions and barriers."""

from __future__ import annotations

from audit.registry import declare

# Tensions and barriers.
TENSION_RAISED = declare("projects.tension_raised", "{actor} raised a tension or barrier.")


TENSION_CHANGED = declare("projects.tension_changed", "{actor} changed a tension or barrier: {fields}.", "fields")


TENSION_STEP_TAKEN = declare("projects.tension_step_taken", "{actor} recorded a step on a tension or barrier.")


TENSION_MOVED = declare(
    "projects.tension_moved", "{actor} changed a tension or barrier from {before} to {after}.", "before", "after"
)
