"""Phases, approvals, copies, and the steps of a project's life. The project of the world is active."""

from __future__ import annotations

import uuid
from typing import Any

from accounts.models import User
from milestones.actions.phases import PhaseDetails, add_phase
from projects.models import Project
from tests.permissions.answers import EVERYBODY, LEADS, Row, door

ROWS: dict[str, Row] = {
    "overview:project_activate": Row(get=door(LEADS, 303), post=door(LEADS, 303)),
    "overview:project_close": Row(get=door(LEADS, 200), post=door(LEADS, 303)),
    "overview:project_reopen": Row(get=door(LEADS, 303), post=door(LEADS, 303)),
    "overview:project_archive": Row(get=door(LEADS, 409), post=door(LEADS, 409)),
    "projects:project_approvals": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "overview:project_copy": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "milestones:phase_list": Row(get=door(EVERYBODY, 200)),
    "milestones:phase_csv": Row(post=door(EVERYBODY, 200)),
    "milestones:phase_add": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "milestones:phase_edit": Row(get=door(LEADS, 200), post=door(LEADS, 422)),
    "milestones:phase_remove": Row(get=door(LEADS, 200), post=door(LEADS, 303)),
}


def fill(project: Project, lead: User) -> dict[str, Any]:
    """A phase."""
    details = PhaseDetails("Listening", project.starts_on, project.ends_on, "Tell us what matters to you.")
    return {"phase_id": add_phase(project, details=details, token=uuid.uuid4(), by=lead).pk}
