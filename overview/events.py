"""What is kept of a copy."""

from __future__ import annotations

from audit.registry import declare

# The plan.
PROJECT_COPIED = declare("overview.project_copied", "{actor} made this project from a copy of another.")
