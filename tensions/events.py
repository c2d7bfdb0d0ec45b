"""What is kept of tensions and barriers."""

from __future__ import annotations

from audit.registry import declare

TENSION_RAISED = declare("tensions.tension_raised", "{actor} raised a tension or barrier.")
TENSION_CHANGED = declare("tensions.tension_changed", "{actor} changed a tension or barrier: {fields}.", "fields")
TENSION_STEP_TAKEN = declare("tensions.tension_step_taken", "{actor} recorded a step on a tension or barrier.")
TENSION_MOVED = declare(
    "tensions.tension_moved", "{actor} changed a tension or barrier from {before} to {after}.", "before", "after"
)
