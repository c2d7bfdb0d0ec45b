"""Events of the overview."""

from __future__ import annotations

from audit.registry import declare

PROJECT_COPIED = declare("overview.project_copied", "{actor} made this project from a copy of another.")
