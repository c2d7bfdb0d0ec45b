"""The programme over many projects, and who has not been heard in one of them."""

from __future__ import annotations

from typing import Any

from accounts.models import User
from projects.models import Project
from tests.permissions.answers import LEADS, Row, door, signed_in

# Whoever coordinates a project has a programme: the stranger leads another one.
LOOKING_AFTER = signed_in(403, stranger=200, coordinator=200, administrator=200)

ROWS: dict[str, Row] = {
    "overview:programme": Row(get=LOOKING_AFTER),
    "overview:programme_csv": Row(post=LOOKING_AFTER),
    "dialogues:silences": Row(get=door(LEADS, 200)),
}


def fill(project: Project, lead: User) -> dict[str, Any]:
    """Nothing more than is there."""
    return {}
