"""A list that leaves as a file leaves a trace."""

from __future__ import annotations

from accounts.models import User
from audit.actions import record
from projects import events
from projects.models import Project


def note_fetched(project: Project | None, *, name: str, by: User) -> None:
    """Somebody fetched a list of this project as a file; `name` is what it lists, as in its file name.

    Without a project it listed many.
    """
    record(events.LIST_FETCHED, by=by, project=project, name=name)
