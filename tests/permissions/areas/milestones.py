"""Milestones beyond one: what waits for what, many at once, the steps of a relationship, files."""

from __future__ import annotations

import uuid

from accounts.models import User
from milestones.actions.lists import upload_milestones
from milestones.formats.lists import milestones_of_file
from projects.models import Project
from tests.permissions.answers import EVERYBODY, Row, door

ROWS: dict[str, Row] = {
    "milestones:milestone_csv": Row(post=door(EVERYBODY, 200)),
    "milestones:milestone_several": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "milestones:milestone_steps": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "milestones:milestone_links": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
    "milestones:milestone_import": Row(get=door("coordinator", 200), post=door("coordinator", 422)),
    "milestones:milestone_template": Row(get=door("coordinator", 200)),
    "milestones:milestone_list_detail": Row(get=door("coordinator", 200), post=door("coordinator", 303)),
}


def fill(project: Project, lead: User) -> dict[str, object]:
    """A list of milestones from a file."""
    rows = milestones_of_file(b"title,due date,pace,kind\nFirst brief,2027-05-12,rapid,output\n")
    return {"milestone_list_id": upload_milestones(project, rows=rows, token=uuid.uuid4(), by=lead).pk}
